/// The keys that Compose knows: it refuses files with any other. Those with `x-` are people's own.
enum ComposeSchema {
  /// Refuses a document in its long form that has a key Compose does not know.
  static func check(
    _ tree: ComposeTree, at path: ComposeKeys = ComposeKeys()
  ) throws(ComposeProblem) {
    switch tree.content {
    case .null, .scalar: return
    case .list(let items):
      for item in items { try check(item, at: path.item) }
    case .map(let entries):
      let known = keys[path]
      for entry in entries {
        if let known, !known.contains(entry.key), !entry.key.hasPrefix("x-") {
          let place = path.keys.isEmpty ? "a compose file" : "`\(path.keys.joined(separator: "."))`"
          throw ComposeProblem("\(place) has no key `\(entry.key)`", at: entry.value)
        }
        if entry.key.hasPrefix("x-"), known != nil { continue }
        try check(entry.value, at: path.appending(entry.key))
      }
    }
  }

  /// The keys by path, from the Compose specification as Compose 2.40 has it; what is not here takes any key.
  private static let keys = ComposeRules<Set<String>>(
    [
      ("", "version name include services models networks volumes secrets configs"),
      (
        "services.*",
        """
        annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name \
        cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec \
        depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file \
        environment expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc \
        isolation label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit \
        models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop \
        privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt \
        shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user \
        userns_mode uts volumes volumes_from working_dir
        """
      ),
      (
        "services.*.build",
        """
        additional_contexts args cache_from cache_to context dockerfile dockerfile_inline entitlements extra_hosts \
        isolation labels network no_cache platforms privileged provenance pull sbom secrets shm_size ssh tags target \
        ulimits
        """
      ),
      ("services.*.build.secrets.*", "source target uid gid mode"),
      (
        "services.*.blkio_config",
        "device_read_bps device_read_iops device_write_bps device_write_iops weight weight_device"
      ),
      ("services.*.configs.*", "source target uid gid mode"),
      ("services.*.secrets.*", "source target uid gid mode"),
      ("services.*.credential_spec", "config file registry"),
      ("services.*.depends_on.*", "condition required restart"),
      ("services.*.develop", "watch"),
      ("services.*.develop.watch.*", "action exec ignore include initial_sync path target"),
      ("services.*.devices.*", "source target permissions"),
      ("services.*.env_file.*", "path format required"),
      ("services.*.extends", "file service"),
      (
        "services.*.healthcheck",
        "disable interval retries start_interval start_period test timeout"
      ),
      ("services.*.logging", "driver options"),
      ("services.*.models.*", "endpoint_var model_var"),
      (
        "services.*.networks.*",
        """
        aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority
        """
      ),
      ("services.*.ports.*", "app_protocol host_ip mode name protocol published target"),
      ("services.*.post_start.*", "command environment privileged user working_dir"),
      ("services.*.pre_stop.*", "command environment privileged user working_dir"),
      ("services.*.provider", "type options"),
      ("services.*.ulimits.*", "soft hard"),
      (
        "services.*.volumes.*", "type source target read_only consistency bind volume tmpfs image"
      ),
      ("services.*.volumes.*.bind", "create_host_path propagation recursive selinux"),
      ("services.*.volumes.*.volume", "labels nocopy subpath"),
      ("services.*.volumes.*.tmpfs", "mode size"),
      ("services.*.volumes.*.image", "subpath"),
      (
        "services.*.deploy",
        """
        endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config
        """
      ),
      ("services.*.deploy.placement", "constraints max_replicas_per_node preferences"),
      ("services.*.deploy.placement.preferences.*", "spread"),
      ("services.*.deploy.resources", "limits reservations"),
      ("services.*.deploy.resources.limits", "cpus memory pids"),
      ("services.*.deploy.resources.reservations", "cpus memory devices generic_resources"),
      (
        "services.*.deploy.resources.reservations.devices.*",
        "capabilities count device_ids driver options"
      ),
      ("services.*.deploy.restart_policy", "condition delay max_attempts window"),
      (
        "services.*.deploy.rollback_config",
        "delay failure_action max_failure_ratio monitor order parallelism"
      ),
      (
        "services.*.deploy.update_config",
        "delay failure_action max_failure_ratio monitor order parallelism"
      ),
      ("models.*", "name model context_size runtime_flags"),
      (
        "networks.*",
        "attachable driver driver_opts enable_ipv4 enable_ipv6 external internal ipam labels name"
      ),
      ("networks.*.ipam", "driver config options"),
      ("networks.*.ipam.config.*", "subnet ip_range gateway aux_addresses"),
      ("networks.*.external", "name"),
      ("volumes.*", "driver driver_opts external labels name"),
      ("volumes.*.external", "name"),
      (
        "secrets.*", "driver driver_opts environment external file labels name template_driver"
      ),
      ("configs.*", "content environment external file labels name template_driver"),
    ].map { ($0, Set($1.split(separator: " ").map(String.init))) })
}
