// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting

extension Problem {
  /// What is wrong with this request, in Chinese, with the facts that whoever looks a picture up needs; the detail, in
  /// English, has all of them.
  ///
  /// `nil` where title and advice leave nothing to be said that could be said in general.
  var chineseDetail: String? {
    guard case .catalogue(let code) = kind else { return nil }
    switch code {
    case .unsupportedFormat:
      return subject.map { "文件“\($0)”不是 PNG 或 JPEG 图片。" }
    case .undecodableImage:
      return subject.map { "图片“\($0)”不完整、已损坏，或属于不支持的一类 PNG、JPEG。" }
    case .imageExceedsLimits:
      return limit.map { "上传的内容超过上限：\(grouped($0)) 字节。" }
        ?? subject.map { "图片“\($0)”的文件或尺寸超过上限。" }
    case .featurelessImage:
      return subject.map { "图片“\($0)”可供比对的内容太少，无法与其他图案区分，未能登记。" }
    case .designAlreadyRegistered:
      return design.map { "同一文件已登记，图案编号：\($0)。" }
    case .rateLimited:
      return limit.flatMap { limit in
        retryAfterSeconds.map { "每分钟最多 \(grouped(limit)) 次请求；请在 \($0) 秒后再试。" }
      }
    case .registryBusy:
      return retryAfterSeconds.map { "服务正忙；请在 \($0) 秒后再试。" }
    case .invalidRequest, .invalidManifest, .inputNotFound, .designNotFound, .reviewNotFound,
      .keyNotFound, .importNotFound, .logEntryNotFound, .notVerified, .outputNotWritable,
      .ioFailure, .registryIncompatible, .unauthorized, .forbidden, .internalFailure:
      return nil
    }
  }
}
