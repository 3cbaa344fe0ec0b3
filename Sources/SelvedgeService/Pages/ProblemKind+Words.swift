// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import ReportPages

extension ProblemKind {
  /// The title in both languages.
  var titlePhrase: Phrase { Phrase(zh: chineseTitle, en: title) }

  private var chineseTitle: String {
    switch self {
    case .catalogue(let code): code.chineseTitle
    case .routeNotFound: "没有这个页面"
    case .methodNotAllowed: "不支持这种请求方式"
    case .notAcceptable: "没有所要求的格式"
    case .requestTimeout: "上传超时"
    case .requestHeadTooLarge: "请求头过长"
    case .idempotencyKeyReused: "幂等键已用于其他请求"
    case .idempotencyKeyInFlight: "同一请求正在处理"
    }
  }

  /// What a person does about it.
  var advice: Phrase {
    switch self {
    case .catalogue(let code): code.advice
    case .routeNotFound, .methodNotAllowed, .notAcceptable, .requestHeadTooLarge,
      .idempotencyKeyReused:
      Phrase(zh: "请从首页重新开始。", en: "Start again from the first page.")
    case .idempotencyKeyInFlight: Phrase(zh: "请稍候再试。", en: "Try again in a moment.")
    case .requestTimeout:
      Phrase(
        zh: "请换到信号更好的网络，再发一次。", en: "Send it again where the network is faster.")
    }
  }
}

extension Problem {
  /// What a person does about it.
  var advice: Phrase {
    if let ownAdvice { return ownAdvice }
    guard case .bearer = caller, kind == .catalogue(.forbidden) else { return kind.advice }
    return Phrase(
      zh: "当前密钥的角色不能做这件事；如有需要，请向管理本服务的人员申请其他密钥。",
      en: "The role of your key does not allow this; if you need it, ask those who run this "
        + "service for another key.")
  }
}

extension ProblemCode {
  fileprivate var chineseTitle: String {
    switch self {
    case .invalidRequest: "请求有误"
    case .invalidManifest: "清单无法读取"
    case .unsupportedFormat: "不支持的格式"
    case .undecodableImage: "图片无法解码"
    case .imageExceedsLimits: "图片过大"
    case .featurelessImage: "图片内容太少"
    case .inputNotFound: "找不到输入"
    case .designNotFound: "没有这件图案"
    case .reviewNotFound: "没有这份报告"
    case .logEntryNotFound: "日志中没有此项"
    case .notVerified: "未通过核验"
    case .designAlreadyRegistered: "此图案已登记过"
    case .outputNotWritable: "无法写入"
    case .ioFailure: "存储故障"
    case .registryBusy: "服务繁忙"
    case .registryIncompatible: "登记库版本不符"
    case .unauthorized: "需要验证身份"
    case .forbidden: "没有权限"
    case .keyNotFound: "没有这个密钥"
    case .importNotFound: "没有这次批量登记"
    case .rateLimited: "请求过于频繁"
    case .internalFailure: "内部故障"
    }
  }

  fileprivate var advice: Phrase {
    switch self {
    case .invalidRequest, .invalidManifest:
      Phrase(
        zh: "请返回，选好图片并检查所填内容，再发一次。",
        en: "Go back, choose a picture, check what you filled in, and send it again.")
    case .unsupportedFormat:
      Phrase(
        zh: "请改用 PNG 或 JPEG；手机照片可先截屏再上传。",
        en: "Use a PNG or JPEG; a screenshot of a photograph will do.")
    case .undecodableImage:
      Phrase(
        zh: "文件可能已损坏或没有传完，请重新下载、重新拍摄或截屏后再试。",
        en:
          "The file may be damaged or cut short; fetch it again, take it again, or take a screenshot."
      )
    case .imageExceedsLimits:
      Phrase(zh: "请缩小图片后再试。", en: "Make the picture smaller and try again.")
    case .featurelessImage:
      Phrase(
        zh: "请让图案充满画面，对焦清晰，去掉边框后再试。",
        en: "Let the design fill the picture, sharp and without a frame, and try again.")
    case .inputNotFound, .designNotFound, .reviewNotFound, .logEntryNotFound, .keyNotFound,
      .importNotFound:
      Phrase(zh: "请核对网址或编号。", en: "Check the address or the id.")
    case .designAlreadyRegistered:
      Phrase(
        zh: "无需再次登记；可在“图案”中查看。",
        en: "It need not be registered again; find it under Designs.")
    case .notVerified:
      Phrase(zh: "请核对文件是否完整。", en: "Check that the file is whole.")
    case .registryBusy, .rateLimited:
      Phrase(zh: "请稍候再试。", en: "Try again in a moment.")
    case .unauthorized, .forbidden:
      Phrase(
        zh: "请登录，或向管理本服务的人员申请密钥。",
        en: "Log in, or ask those who run this service for a key.")
    case .outputNotWritable, .ioFailure, .registryIncompatible, .internalFailure:
      Phrase(
        zh: "请把下面的请求编号告诉管理本服务的人员。",
        en: "Give the id of the request below to those who run this service.")
    }
  }
}
