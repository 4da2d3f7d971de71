import CLibGit2
import Glibc

/// Keeps libgit2 from files of objects whose end is missing: up to 1.9 it waits for that end for ever.
///
/// It has no objects of its own. It is asked after the packs and before the folder, and answers that the object is
/// damaged, or not here.
enum LooseObjectGuard {
  /// That of packs; among equals the one that was added last is asked last.
  private static let priority: Int32 = 2

  /// Has an object store use it.
  ///
  /// - Parameter folder: the repository's folder `objects`.
  static func add(to store: OpaquePointer, folder: String) throws(GitError) {
    let operation = "open the object store"
    guard let memory = calloc(1, MemoryLayout<confomeet_objects>.stride) else {
      throw .io(operation)
    }
    let objects = memory.bindMemory(to: confomeet_objects.self, capacity: 1)
    objects.pointee.owner = Unmanaged.passRetained(LooseObjects(in: folder)).toOpaque()
    objects.pointee.parent.version = UInt32(GIT_ODB_BACKEND_VERSION)
    objects.pointee.parent.read = { _, _, _, backend, id in check(backend, id) }
    objects.pointee.parent.read_header = { _, _, backend, id in check(backend, id) }
    // These are called without a look whether they are there.
    objects.pointee.parent.foreach = { _, _, _ in 0 }
    objects.pointee.parent.free = { backend in free(backend) }
    let backend = UnsafeMutableRawPointer(objects).assumingMemoryBound(to: git_odb_backend.self)
    do throws(GitError) {
      try LibGit2.check(git_odb_add_backend(store, backend, priority), operation)
    } catch {
      free(backend)
      throw error
    }
  }
}

// Functions of no type, which C can call.

private typealias Backend = UnsafeMutablePointer<git_odb_backend>

private func check(_ backend: Backend?, _ oid: UnsafePointer<git_oid>?) -> Int32 {
  guard let oid, let owner = own(backend)?.pointee.owner else { return GIT_ENOTFOUND.rawValue }
  let id = ObjectID(oid.pointee)
  let files = Unmanaged<LooseObjects>.fromOpaque(owner).takeUnretainedValue()
  guard files.isCutOff(id) else { return GIT_ENOTFOUND.rawValue }
  git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), "the file of the object \(id) has no end")
  return -1
}

private func free(_ backend: Backend?) {
  guard let objects = own(backend) else { return }
  if let owner = objects.pointee.owner { Unmanaged<LooseObjects>.fromOpaque(owner).release() }
  Glibc.free(objects)
}

private func own(_ backend: Backend?) -> UnsafeMutablePointer<confomeet_objects>? {
  backend.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: confomeet_objects.self) }
}
