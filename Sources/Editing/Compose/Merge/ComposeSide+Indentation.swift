extension ComposeSide {
  /// How a document indents what stands under a key.
  struct Indentation {
    let step: Int
    let dashStep: Int
  }

  /// The indentation that a collection uses; else the one that is usual in the document; else 2.
  func indentation(near collection: YAMLNode) -> Indentation {
    var near = Census()
    count(collection, into: &near)
    var all = Census()
    count(document.root, into: &all)
    let step = near.usualStep ?? all.usualStep ?? 2
    return Indentation(step: step, dashStep: near.usualDashStep ?? all.usualDashStep ?? step)
  }

  private struct Census {
    var steps: [Int: Int] = [:]
    var dashSteps: [Int: Int] = [:]

    var usualStep: Int? { Self.usual(steps) }
    var usualDashStep: Int? { Self.usual(dashSteps) }

    private static func usual(_ counts: [Int: Int]) -> Int? {
      counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
  }

  private func count(_ node: YAMLNode, into census: inout Census) {
    for item in node.items ?? [] { count(item, into: &census) }
    for pair in node.pairs ?? [] {
      if pair.value.style == .block {
        let distance =
          column(pair.value.contentSpan.lowerBound) - column(pair.key.span.lowerBound)
        if pair.value.pairs != nil, distance > 0 { census.steps[distance, default: 0] += 1 }
        if pair.value.items != nil, distance >= 0 { census.dashSteps[distance, default: 0] += 1 }
      }
      count(pair.value, into: &census)
    }
  }
}
