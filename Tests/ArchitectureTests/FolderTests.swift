import Testing

/// What the package's parts may know of each other.
@Suite struct FolderTests {
  @Test(arguments: Sources.checkout.targets)
  func noTwoFoldersDependOnEachOther(target: String) {
    #expect(Sources.checkout.rings(in: target) == [])
  }

  @Test func onlyTheCommandLineImportsRendering() {
    let importing = Sources.checkout.files.filter { $0.imports.contains("Rendering") }
    #expect(Set(importing.map(\.target)) == ["confomeet-upgrade"])
  }

  @Test("folders above and below each other form a ring as well")
  func rings() {
    let sources = Sources([
      ("Kit/Model/Service.swift", "struct Service { let file: ComposeFile }"),
      ("Kit/Model/Compose/File.swift", "struct ComposeFile {}\nfunc read() -> Service? { nil }"),
      ("Kit/Merge/Merge.swift", "struct Merge { let service: Service }"),
    ])
    #expect(
      sources.rings(in: "Kit") == [
        "Model uses Model/Compose (ComposeFile in Kit/Model/Service.swift), which leads back",
        "Model/Compose uses Model (Service in Kit/Model/Compose/File.swift), which leads back",
      ])
  }

  @Test("folders count together with those below them, too")
  func deepRings() {
    let sources = Sources([
      ("Kit/Model/Compose/File.swift", "struct File {}\nlet merge: Merge"),
      ("Kit/Model/Service.swift", "struct Service {}"),
      ("Kit/Merge/Merge.swift", "struct Merge { let service: Service }"),
    ])
    #expect(
      sources.rings(in: "Kit") == [
        "Merge uses Model (Service in Kit/Merge/Merge.swift), which leads back",
        "Model uses Merge (Merge in Kit/Model/Compose/File.swift), which leads back",
      ])
  }

  @Test("comments and strings use nothing, interpolations do")
  func words() {
    let source = """
      // Alpha
      /* Beta /* Gamma */ Delta */
      let a = "Epsilon \\(Zeta("\\(Eta)")) Theta"
      let b = #"Iota \\(Kappa)"#
      x.Lambda
      """
    let swift = SwiftWords(source)
    let words = swift.words.filter { $0.text.first?.isUppercase == true }
    #expect(words.map(\.text) == ["Zeta", "Eta", "Lambda"])
    #expect(words.map(\.isMember) == [false, false, true])
    #expect(swift.strings == ["", "Epsilon  Theta", #"Iota \(Kappa)"#])
  }
}
