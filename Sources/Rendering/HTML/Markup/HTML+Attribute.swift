extension HTML {
  /// An attribute of an element. Its name is a constant; its value is escaped when it is written.
  struct Attribute: Sendable {
    /// The name.
    let name: StaticString
    /// The value; `nil` for one that says all by being there.
    let value: String?

    private init(_ name: StaticString, _ value: String? = nil) {
      self.name = name
      self.value = value.map { VisibleText.escaped($0) }
    }

    static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func name(_ value: StaticString) -> Attribute { Attribute("name", "\(value)") }
    static func content(_ value: String) -> Attribute { Attribute("content", value) }
    static func charset(_ value: StaticString) -> Attribute { Attribute("charset", "\(value)") }
    static func httpEquiv(_ value: StaticString) -> Attribute {
      Attribute("http-equiv", "\(value)")
    }
    static func lang(_ value: StaticString) -> Attribute { Attribute("lang", "\(value)") }
    static func role(_ value: StaticString) -> Attribute { Attribute("role", "\(value)") }
    static func type(_ value: StaticString) -> Attribute { Attribute("type", "\(value)") }
    static func `for`(_ value: StaticString) -> Attribute { Attribute("for", "\(value)") }
    static func scope(_ value: StaticString) -> Attribute { Attribute("scope", "\(value)") }
    static func columns(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
    static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }
    static func labelled(by id: String) -> Attribute { Attribute("aria-labelledby", id) }
    static func tabIndex(_ value: Int) -> Attribute { Attribute("tabindex", String(value)) }
    static func placeholder(_ value: StaticString) -> Attribute {
      Attribute("placeholder", "\(value)")
    }
    /// A change of the content is read out.
    static let live = Attribute("aria-live", "polite")
    static let ariaHidden = Attribute("aria-hidden", "true")
    static let autocompleteOff = Attribute("autocomplete", "off")
    static let spellcheckOff = Attribute("spellcheck", "false")
    static let checked = Attribute("checked")
    static let hidden = Attribute("hidden")
    static let open = Attribute("open")
    /// The element is one of those that a search shows or hides.
    static let searched = Attribute("data-search")
    /// A place on the page.
    static func jump(to id: String) -> Attribute { Attribute("href", "#\(id)") }
    /// What a page at another place may know of this one.
    static let noOpener = Attribute("rel", "noopener noreferrer")

    /// The address of a page elsewhere; `nil` unless it begins with `https://` and is made of plain characters.
    static func address(_ text: String) -> Attribute? {
      guard text.hasPrefix("https://"), text.utf8.allSatisfy(isPlain) else { return nil }
      return Attribute("href", text)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: [0x23, 0x25, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F, 0x7E].contains(byte)
      }
    }
  }

  /// A link to a page elsewhere; the content alone when there is no such page.
  static func link(_ address: String?, @HTMLBuilder content: () -> HTML) -> HTML {
    guard let address, let target = Attribute.address(address) else { return content() }
    return HTML(.a, [target, .noOpener], content: content())
  }
}
