// Package wire is the protocol without a client: which calls there are, how their
// parameters are checked and written, and how answers are read.
//
// It is what packages core and jsbridge have in common. core gives calls and
// answers types; jsbridge makes calls by name from what JavaScript passes, and
// lets answers become JSON without a struct between. The tables of both are
// generated from the declarations in core.
package wire
