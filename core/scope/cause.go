//go:build !(js && wasm)

package scope

import "context"

func foreignCause(ctx context.Context) error { return context.Cause(ctx) }
