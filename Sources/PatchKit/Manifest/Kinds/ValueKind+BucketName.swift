extension ValueKind where Value == String {
  /// The name of an S3 bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  static let bucketName = ValueKind(
    text: "just a bucket's name: 3 to 63 small letters, digits, `.` and `-`",
    matching: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
}
