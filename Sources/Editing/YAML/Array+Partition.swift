extension Array {
  /// The index of the first element that meets a condition which all behind it meet, too.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first element that meets a condition which all behind it meet, too.
  func firstSorted(where condition: (Element) -> Bool) -> Element? {
    let index = partitioningIndex(where: condition)
    return index < count ? self[index] : nil
  }
}
