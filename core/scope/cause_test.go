//go:build !(js && wasm)

package scope

// standardCause is what Cause says of a standard context cancelled with cause.
func standardCause(cause error) error { return cause }
