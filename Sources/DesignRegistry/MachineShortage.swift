// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// What the machine may lack for the moment, so that nothing can be said of the files themselves.
public enum MachineShortage {
  /// How many files one look at a registry holds open at once, with room to spare.
  private static let descriptorCount = 16
  /// What a database needs to be opened, in bytes: the memory that its readers share.
  private static let roomByteCount = 64 << 10

  /// Whether a system error says that the machine is short of something.
  ///
  /// - Parameter code: The error's number.
  /// - Returns: False for what may be the fault of a file or a disk.
  public static func isMeant(by code: Int32) -> Bool {
    [ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM].contains(code)
  }

  /// What is lacking now.
  ///
  /// - Parameter path: A folder on the disk that is meant.
  /// - Returns: The system's words; `nil` when files can be opened and the disk has room.
  public static func reason(at path: String) -> String? {
    descriptorReason ?? roomReason(at: path)
  }

  /// Why no more files can be opened; `nil` when they can.
  public static var descriptorReason: String? {
    var files: [Int32] = []
    defer { files.forEach { close($0) } }
    for _ in 0..<descriptorCount {
      let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else {
        return isMeant(by: errno) ? String(cString: strerror(errno)) : nil
      }
      files.append(file)
    }
    return nil
  }

  /// Why nothing can be written for want of room; `nil` when there is room.
  static func roomReason(at path: String) -> String? {
    var status = statvfs()
    guard statvfs(path, &status) == 0, status.f_flag & UInt(ST_RDONLY) == 0 else { return nil }
    let room = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    return room < roomByteCount ? String(cString: strerror(ENOSPC)) : nil
  }
}
