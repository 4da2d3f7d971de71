import GitKit
import PatchKit

extension LocalReferences {
  /// Networks that upstream has and that the patch set names otherwise: nobody but people's own services is on them.
  var networkReferences: [LocalReference] {
    let generated = Set(new.services.flatMap { $0.running.networks.map(\.network) })
    let renamed = upstreamNetworks.subtracting(generated)
    guard !renamed.isEmpty else { return [] }
    let successors = generated.subtracting(upstreamNetworks)
    return deployed.services.flatMap { service in
      service.running.networks.filter { renamed.contains($0.network) }.map { attachment in
        LocalReference(
          subject: .network(attachment.network), service: service.name, upstream: nil,
          place: attachment.place, successor: successors.count == 1 ? successors.first : nil,
          traces: [],
          evidence: ["service \(service.name) is on it"])
      }
    }
  }
}
