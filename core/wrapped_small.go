//go:build smallmodule

package core

// wrappedBy lists what an error wraps. In the module nobody wraps errors but this package, and a use of
// Unwrap would have the linker keep the method of each error type.
func wrappedBy(err error) []error {
	if f := fieldsOf(err); f != nil {
		return []error{f.Cause}
	}
	return nil
}
