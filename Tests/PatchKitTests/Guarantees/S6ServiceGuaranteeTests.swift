import PatchKit
import Testing

@Suite("s6-service")
struct S6ServiceGuaranteeTests {
  private static let guarantee = "s6-service: {image: jibri, name: 11-awscli}"
  private static let folder = "etc/s6-overlay/s6-rc.d"
  private static let s6 = "jibri/rootfs/\(folder)"
  private static let script = "jibri/rootfs/etc/s6-overlay/scripts/awscli"
  private static let old = [
    "jibri/rootfs/etc/cont-init.d/10-config*": "#!/usr/bin/with-contenv bash\n"
  ]
  private static let new = [
    "\(s6)/01-config/type": "oneshot\n", "\(s6)/01-config/dependencies.d/base": "",
    "\(s6)/jibri/type": "longrun\n", "\(s6)/jibri/dependencies.d/01-config": "",
  ]
  private static let good = new.with([
    "\(s6)/11-awscli/type": "oneshot\n",
    "\(s6)/11-awscli/up": "/etc/s6-overlay/scripts/awscli\n",
    "\(s6)/11-awscli/dependencies.d/base": "",
    "\(s6)/user/contents.d/11-awscli": "",
    "\(script)*": "#!/command/with-contenv bash\n",
  ])

  private func check1(_ text: String?, executable: Bool = true) throws -> [String] {
    let path = "jibri/rootfs/etc/cont-init.d/11-awscli" + (executable ? "*" : "")
    let files = Self.old.with(text.map { [path: $0] } ?? [:])
    return try violations(of: Self.guarantee, in: files, upstream: Self.old)
  }

  private func check3(_ generated: [String: String], before: String? = nil) throws -> [String] {
    let guarantee =
      before.map { Self.guarantee.replacing("}", with: ", before: \($0)}") } ?? Self.guarantee
    return try violations(of: guarantee, in: generated, upstream: Self.new)
  }

  @Test("of s6-overlay 1 is a script that can be run")
  func version1() throws {
    let name = "etc/cont-init.d/11-awscli"
    #expect(try check1("#!/usr/bin/with-contenv bash\n") == [])
    #expect(try check1("#!/bin/sh\n") == [])
    #expect(try check1(nil) == ["\(name) is missing"])
    #expect(
      try check1("#!/usr/bin/with-contenv bash\n", executable: false)
        == ["\(name) is not executable"])
    #expect(try check1("echo\n") == ["\(name) does not begin with `#!`"])
    #expect(
      try check1("#!/command/with-contenv bash\n") == [
        "\(name) begins with `#!/command/with-contenv bash`, but the image has /usr/bin/with-contenv"
      ])
    #expect(try check1("#!/bin/sh\r\n") == ["\(name) has Windows line ends"])
    let left = Self.old.with([
      "jibri/rootfs/etc/cont-init.d/11-awscli*": "#!/bin/sh\n",
      "\(Self.s6)/11-awscli/type": "oneshot",
    ])
    #expect(
      try violations(of: Self.guarantee, in: left, upstream: Self.old) == [
        "\(Self.folder)/11-awscli/type is for s6-overlay 3, which the image does not have"
      ])
  }

  @Test("of s6-overlay 3 is defined, registered, and has what it depends on")
  func version3() throws {
    #expect(try check3(Self.good) == [])
    #expect(
      try check3(Self.good.without("\(Self.s6)/user/contents.d/11-awscli")) == [
        "\(Self.folder)/user/contents.d/11-awscli is missing: the service is not registered"
      ])
    let type = "\(Self.s6)/11-awscli/type"
    #expect(
      try check3(Self.good.without(type)) == ["\(Self.folder)/11-awscli/type is missing"])
    #expect(
      try check3(Self.good.with([type: "forever\n"]))
        == ["\(Self.folder)/11-awscli/type is neither `oneshot` nor `longrun`"])
    #expect(
      try check3(Self.good.with([type: "oneshot\r\n"]))
        == ["\(Self.folder)/11-awscli/type has Windows line ends"])
    #expect(
      try check3(Self.good.without("\(Self.s6)/11-awscli/dependencies.d/base"))
        == ["11-awscli depends on nothing, not even on `base`"])
    #expect(
      try check3(Self.good.with(["\(Self.s6)/11-awscli/dependencies.d/02-gone": ""]))
        == ["11-awscli depends on 02-gone, which does not exist"])
  }

  @Test("of s6-overlay 3 has an `up` or `run` that can be run")
  func scripts() throws {
    let name = "\(Self.folder)/11-awscli"
    let up = "\(Self.s6)/11-awscli/up"
    #expect(try check3(Self.good.without(up)) == ["\(name)/up is missing"])
    #expect(
      try check3(Self.good.with([up: "/etc/s6-overlay/scripts/gone\n"]))
        == ["\(name)/up runs /etc/s6-overlay/scripts/gone, which the image does not have"])
    #expect(
      try check3(Self.good.with([up: "echo hello\n"]))
        == ["\(name)/up does not begin with the path of a script"])
    let plain = Self.good.without("\(Self.script)*")
    #expect(
      try check3(plain.with([Self.script: "#!/command/with-contenv bash\n"]))
        == ["etc/s6-overlay/scripts/awscli is not executable"])
    #expect(
      try check3(Self.good.with(["\(Self.script)*": "#!/usr/bin/with-contenv bash\n"])) == [
        "etc/s6-overlay/scripts/awscli begins with `#!/usr/bin/with-contenv bash`, "
          + "but the image has /command/with-contenv"
      ])
    let longrun = Self.good.with(["\(Self.s6)/11-awscli/type": "longrun\n"])
    #expect(try check3(longrun) == ["\(name)/run is missing"])
    #expect(try check3(longrun.with(["\(Self.s6)/11-awscli/run*": "#!/bin/sh\n"])) == [])
  }

  @Test("of s6-overlay 3 does not stand in a circle, nor wait for one")
  func cycles() throws {
    let own = Self.good.with([
      "\(Self.s6)/11-awscli/dependencies.d/jibri": "",
      "\(Self.s6)/jibri/dependencies.d/11-awscli": "",
    ])
    #expect(try check3(own) == ["11-awscli depends on itself", "jibri depends on itself"])
    let below = Self.good.with([
      "\(Self.s6)/11-awscli/dependencies.d/01-config": "",
      "\(Self.s6)/01-config/dependencies.d/jibri": "",
    ])
    #expect(try check3(below) == ["01-config depends on itself", "jibri depends on itself"])
  }

  @Test("of s6-overlay 3 comes before what is to wait for it")
  func before() throws {
    #expect(try check3(Self.good, before: "jibri") == ["jibri does not wait for 11-awscli"])
    let waits = Self.good.with(["\(Self.s6)/01-config/dependencies.d/11-awscli": ""])
    #expect(try check3(waits, before: "jibri") == [])
  }

  @Test("of s6-overlay 3 leaves nothing for the old init system")
  func leftover() throws {
    let left = Self.good.with(["jibri/rootfs/etc/cont-init.d/11-awscli*": "#!/bin/sh\n"])
    #expect(
      try check3(left)
        == ["etc/cont-init.d/11-awscli is for s6-overlay 1, which the image does not have"])
  }

  @Test("needs an image that is built, with an init system")
  func image() throws {
    #expect(
      try violations(of: Self.guarantee, in: [:], upstream: Self.new)
        == ["the image is not built: jibri/rootfs is not among the generated files"])
    #expect(
      try violations(of: Self.guarantee, in: Self.good, upstream: [:])
        == ["jibri/rootfs has neither etc/cont-init.d nor etc/s6-overlay upstream"])
    #expect(
      try problems(with: "guarantees:\n  - s6-service: {image: jibri, name: a/b}")
        .hasPrefix("P109: `name` must be one name"))
  }
}
