// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What an evaluation is at.
public enum EvaluationStep: Sendable {
  /// Designs and distractors are registered.
  case registering
  /// Copies are made and looked up, then strangers.
  case reviewing
}
