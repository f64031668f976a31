//go:build js && wasm

package scope

import "context"

// standardCause is what Cause says of a standard context cancelled with cause.
func standardCause(error) error { return context.Canceled }
