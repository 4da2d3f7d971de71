/// What must be true of the result.
public protocol Guarantee: ManifestKind {}
