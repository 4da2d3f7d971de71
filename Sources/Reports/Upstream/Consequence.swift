package import Findings

/// Something that is different for those who run a deployment, because upstream changed it between two releases.
package struct Consequence: Sendable, Hashable, Codable {
  /// What it is about, in the order of lists: first what stops a container that was edited or has files of people's own.
  package enum Topic: String, Sendable, Hashable, Codable, CaseIterable {
    /// What the container may do beside the usual.
    case capabilities
    /// Who the container runs as.
    case user
    /// Whether the container can write to its file system.
    case rootFileSystem = "root-file-system"
    /// Where an image that runs as upstream builds it keeps its data.
    case dataFolder = "data-folder"
    /// A service is gone.
    case serviceRemoved = "service-removed"
    /// A variable of `.env` that a service does not start without any more.
    case variableRequired = "variable-required"
    /// Ports on the host.
    case ports
    /// Mounts.
    case volumes
    /// Networks and the names on them.
    case networks
    /// A variable that has another name.
    case variableRenamed = "variable-renamed"
    /// A variable that nothing uses any more.
    case variableGone = "variable-gone"
    /// A variable that is not read any more, or not by every service that read it.
    case variableUnread = "variable-unread"
    /// The image's name.
    case image
    /// Where images come from: the registry and the owner.
    case registry
    /// How the containers start their services.
    case initSystem = "init-system"
    /// What holds without a variable.
    case variableDefault = "variable-default"
    /// Folders in memory.
    case temporaryFileSystems = "tmpfs"
    /// The distribution that images are built on.
    case baseSystem = "base-system"
    /// The tag of somebody else's image.
    case imageTag = "image-tag"
    /// A variable is new.
    case variableAdded = "variable-added"
    /// Files of an image that the deployment builds itself.
    case imageFiles = "image-files"
    /// Templates and scripts inside of an image that the deployment runs as upstream builds it.
    case imageContents = "image-contents"
    /// A service is new.
    case serviceAdded = "service-added"
  }

  /// One value before and after.
  package struct Change: Sendable, Hashable, Codable {
    /// The value before; `nil` when it is new.
    package var before: String?
    /// The value now; `nil` when it is gone.
    package var after: String?

    /// Makes a change.
    package init(from before: String?, to after: String?) {
      self.before = before
      self.after = after
    }
  }

  /// What it is about.
  package var topic: Topic
  /// Whether a deployment may stop working until somebody does something.
  package var isBreaking: Bool
  /// The services, images or variables concerned.
  package var subjects: [String]
  /// What changed, the same for each of them; none where the topic says it all.
  package var changes: [Change]
  /// What else a person should know, a sentence each.
  package var notes: [String]
  /// The upstream commits that brought it about, the newest first.
  package var causes: [Cause]

  /// Makes a consequence.
  package init(
    _ topic: Topic, isBreaking: Bool = false, subjects: [String], changes: [Change] = [],
    notes: [String] = [], causes: [Cause] = []
  ) {
    self.topic = topic
    self.isBreaking = isBreaking
    self.subjects = subjects
    self.changes = changes
    self.notes = notes
    self.causes = causes
  }
}

/// Consequences that one upstream commit brought about.
package struct ConsequenceGroup: Sendable, Hashable {
  /// The commit; `nil` when none is known.
  package var cause: Cause?
  /// The consequences, breaking ones first.
  package var consequences: [Consequence]

  /// Whether one of them is breaking.
  package var isBreaking: Bool { consequences.contains(where: \.isBreaking) }
}
