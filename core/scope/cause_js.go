//go:build js && wasm

package scope

import "context"

// foreignCause spares the module context.Cause, which links the contexts that a Scope replaces.
func foreignCause(ctx context.Context) error { return ctx.Err() }
