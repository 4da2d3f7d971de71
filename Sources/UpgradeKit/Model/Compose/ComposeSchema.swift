/// The keys that Compose knows, and what kinds of value they take: it refuses files with anything else. Keys with `x-`
/// are people's own.
enum ComposeSchema {
  /// Refuses a document in its long form that Compose does not take.
  static func check(
    _ tree: ComposeTree, at path: ComposeKeys = ComposeKeys()
  ) throws(ComposeProblem) {
    switch tree.content {
    case .null, .scalar: return
    case .list(let items):
      for item in items { try check(item, at: path.item) }
    case .map(let entries):
      guard let known = keys[path] else {
        for entry in entries { try check(entry.value, at: path.appending(entry.key)) }
        return
      }
      for entry in entries where !entry.key.hasPrefix("x-") {
        let inner = path.appending(entry.key)
        guard let kinds = known[entry.key] else {
          let place = path.keys.isEmpty ? "a compose file" : "`\(path.text)`"
          throw ComposeProblem("\(place) has no key `\(entry.key)`", at: entry.value)
        }
        guard kinds.take(entry.value) else {
          throw ComposeProblem("`\(inner.text)` must be \(kinds.nouns)", at: entry.value)
        }
        try check(entry.value, at: inner)
      }
    }
  }

  /// Kinds of value, a letter for each: `s` text, `n` number, `b` boolean, `a` list, `m` mapping, `0` nothing.
  private struct Kinds: Sendable {
    let letters: Substring

    func take(_ value: ComposeTree) -> Bool {
      switch value.content {
      case .null: letters.contains("0")
      case .list: letters.contains("a")
      case .map: letters.contains("m")
      case .scalar(let scalar):
        if scalar.isTyped {
          letters.contains(["true", "false"].contains(scalar.text) ? "b" : "n")
        } else {
          // A text may be one that interpolation made, which is cast.
          letters.contains { "snb".contains($0) }
        }
      }
    }

    var nouns: String {
      let nouns: [Character: String] = [
        "s": "a string", "n": "a number", "b": "a boolean", "a": "a list", "m": "a mapping",
      ]
      return letters.compactMap { nouns[$0] }.joined(separator: " or ")
    }
  }

  /// The keys by path; what is not here takes any key.
  private static let keys: ComposeRules<[String: Kinds]> = {
    var keys: [(path: String, keys: [String: Kinds])] = []
    // By bytes: splitting a string takes a third of reading a compose file.
    for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " ")).map { Substring($0) }
      if line.first == UInt8(ascii: " ") {
        for word in words.dropFirst() {
          keys[keys.count - 1].keys[String(word)] = Kinds(letters: words[0])
        }
      } else {
        keys.append((words[0] == "(root)" ? "" : String(words[0]), [:]))
      }
    }
    return ComposeRules(keys.map { ($0.path, $0.keys) })
  }()

  /// Paths, and below each the kinds of value and the keys that take them: the Compose specification as Compose 2.40 has
  /// it.
  private static let table = """
    (root)
      s name version
      a include
      m configs models networks secrets services volumes
    services.*
      s cgroup cgroup_parent container_name cpuset domainname hostname image ipc isolation mac_address
      s network_mode platform pull_policy pull_refresh_after restart runtime stop_grace_period stop_signal
      s user userns_mode uts working_dir
      sn cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus mem_limit
      sn mem_reservation mem_swappiness memswap_limit oom_score_adj pids_limit scale shm_size
      sb attach init oom_kill_disable privileged read_only stdin_open tty
      sm build extends
      sa dns dns_search env_file gpus label_file tmpfs
      sa0 command entrypoint
      s0 pid
      a cap_add cap_drop configs device_cgroup_rules devices dns_opt expose external_links group_add links
      a ports post_start pre_stop profiles secrets security_opt volumes volumes_from
      am annotations depends_on environment extra_hosts labels models networks sysctls
      m blkio_config credential_spec healthcheck logging provider storage_opt ulimits
      m0 deploy develop
      b use_api_socket
    services.*.develop
      a watch
    services.*.develop.watch.*
      s action path target
      sa ignore include
      m exec
      b initial_sync
    services.*.develop.watch.*.exec
      s user working_dir
      sb privileged
      sa0 command
      am environment
    services.*.deploy
      s endpoint_mode mode
      sn replicas
      am labels
      m placement resources restart_policy rollback_config update_config
    services.*.deploy.rollback_config
      s delay failure_action monitor order
      sn max_failure_ratio parallelism
    services.*.deploy.update_config
      s delay failure_action monitor order
      sn max_failure_ratio parallelism
    services.*.deploy.resources
      m limits reservations
    services.*.deploy.resources.limits
      s memory
      sn cpus pids
    services.*.deploy.resources.reservations
      s memory
      sn cpus
      a devices generic_resources
    services.*.deploy.resources.reservations.generic_resources.*
      m discrete_resource_spec
    services.*.deploy.resources.reservations.generic_resources.*.discrete_resource_spec
      s kind
      sn value
    services.*.deploy.resources.reservations.devices.*
      s driver
      sn count
      a capabilities device_ids
      am options
    services.*.deploy.restart_policy
      s condition delay window
      sn max_attempts
    services.*.deploy.placement
      sn max_replicas_per_node
      a constraints preferences
    services.*.deploy.placement.preferences.*
      s spread
    services.*.build
      s context dockerfile dockerfile_inline isolation network target
      sn shm_size
      sb no_cache privileged provenance pull sbom
      a cache_from cache_to entitlements platforms secrets tags
      am additional_contexts args extra_hosts labels ssh
      m ulimits
    services.*.build.secrets.*
      s gid source target uid
      sn mode
    services.*.build.ulimits.*
      sn hard soft
    services.*.blkio_config
      sn weight
      a device_read_bps device_read_iops device_write_bps device_write_iops weight_device
    services.*.blkio_config.device_read_bps.*
      s path
      sn rate
    services.*.blkio_config.device_read_iops.*
      s path
      sn rate
    services.*.blkio_config.device_write_bps.*
      s path
      sn rate
    services.*.blkio_config.device_write_iops.*
      s path
      sn rate
    services.*.blkio_config.weight_device.*
      s path
      sn weight
    services.*.configs.*
      s gid source target uid
      sn mode
    services.*.credential_spec
      s config file registry
    services.*.depends_on.*
      s condition
      sb restart
      b required
    services.*.devices.*
      s permissions source target
    services.*.env_file.*
      s format path
      sb required
    services.*.extends
      s file service
    services.*.provider
      s type
      m options
    services.*.gpus.*
      s driver
      sn count
      a capabilities device_ids
      am options
    services.*.healthcheck
      s interval start_interval start_period timeout
      sn retries
      sb disable
      sa test
    services.*.logging
      s driver
      m options
    services.*.models.*
      s endpoint_var model_var
    services.*.networks.*
      s interface_name ipv4_address ipv6_address mac_address
      a aliases link_local_ips
      m driver_opts
      n gw_priority priority
    services.*.ports.*
      s app_protocol host_ip mode name protocol
      sn published target
    services.*.post_start.*
      s user working_dir
      sb privileged
      sa0 command
      am environment
    services.*.pre_stop.*
      s user working_dir
      sb privileged
      sa0 command
      am environment
    services.*.secrets.*
      s gid source target uid
      sn mode
    services.*.ulimits.*
      sn hard soft
    services.*.volumes.*
      s consistency source target type
      sb read_only
      m bind image tmpfs volume
    services.*.volumes.*.bind
      s propagation recursive selinux
      sb create_host_path
    services.*.volumes.*.volume
      s subpath
      sb nocopy
      am labels
    services.*.volumes.*.tmpfs
      sn mode size
    services.*.volumes.*.image
      s subpath
    models.*
      s model name
      a runtime_flags
      n context_size
    networks.*
      s driver name
      sb attachable enable_ipv4 enable_ipv6 internal
      sbm external
      am labels
      m driver_opts ipam
    networks.*.ipam
      s driver
      a config
      m options
    networks.*.ipam.config.*
      s gateway ip_range subnet
      m aux_addresses
    networks.*.external
      s name
    volumes.*
      s driver name
      sbm external
      am labels
      m driver_opts
    volumes.*.external
      s name
    secrets.*
      s driver environment file name template_driver
      sbm external
      am labels
      m driver_opts
    secrets.*.external
      s name
    configs.*
      s content environment file name template_driver
      sbm external
      am labels
    configs.*.external
      s name
    """
}
