/// What may be true of upstream: decides between variants, or is assumed.
public protocol Condition: ManifestKind {}
