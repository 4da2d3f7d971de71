import Foundation
import FuzzTargets

/// The target that the variable `CONFOMEET_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["CONFOMEET_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(named: name) else {
    let names = FuzzTarget.all.map(\.name).joined(separator: " ")
    fatalError("CONFOMEET_FUZZ_TARGET is one of: \(names)")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(FuzzFailure) {
    try target.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("\(error)")
  }
  return 0
}
