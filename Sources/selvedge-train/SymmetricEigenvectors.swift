// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Eigenvectors of a symmetric matrix by Jacobi's rotations.
///
/// > Source: G. Golub, C. Van Loan, Matrix Computations, 4th edition, section 8.5.
enum SymmetricEigenvectors {
  /// The eigenvalues and eigenvectors, largest eigenvalue first; each vector's largest component is positive.
  ///
  /// - Complexity: O(size^3) a sweep, about ten sweeps.
  static func sorted(_ matrix: [Double], size n: Int) -> [(value: Double, vector: [Double])] {
    var a = matrix
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n { v[i * n + i] = 1 }
    for _ in 0..<30 {
      var outside = 0.0
      for i in 0..<n { for j in 0..<n where i != j { outside += a[i * n + j] * a[i * n + j] } }
      if outside < 1e-24 { break }
      for p in 0..<n {
        for q in (p + 1)..<n where abs(a[p * n + q]) > 1e-300 {
          let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
          let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<n {
            let x = a[k * n + p]
            let y = a[k * n + q]
            a[k * n + p] = c * x - s * y
            a[k * n + q] = s * x + c * y
          }
          for k in 0..<n {
            let x = a[p * n + k]
            let y = a[q * n + k]
            a[p * n + k] = c * x - s * y
            a[q * n + k] = s * x + c * y
          }
          for k in 0..<n {
            let x = v[k * n + p]
            let y = v[k * n + q]
            v[k * n + p] = c * x - s * y
            v[k * n + q] = s * x + c * y
          }
        }
      }
    }
    return (0..<n).map { i -> (value: Double, vector: [Double]) in
      var vector = (0..<n).map { v[$0 * n + i] }
      let largest = vector.max { abs($0) < abs($1) } ?? 0
      if largest < 0 { vector = vector.map { -$0 } }
      return (max(a[i * n + i], 1e-12), vector)
    }.sorted { $0.value > $1.value }
  }
}
