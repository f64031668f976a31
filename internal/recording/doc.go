// Package recording writes what passes through a relay into a file, with
// everything personal replaced, and plays such a file.
//
// What is replaced is decided by a list of what may stay: names that the protocol
// declares, codes, counts, types, states and small numbers, punctuation, and the
// hosts of the service. Everything else becomes something else of the same form:
//
//   - An id becomes another one, and the same one wherever it stands, in any call and in
//     any text or address. Two ids never become one.
//   - Times and sequences are moved, so that their order and distances stay.
//   - Texts become letters of the same scripts, as many as they had.
//   - Keys and tokens become [Removed].
//
// It all hangs on a secret that is made for each file and kept nowhere.
package recording
