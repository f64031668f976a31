// Package panics says in words what recover returned.
package panics

// Text returns a sentence about a recovered value, and the error that it is, if it is one.
func Text(recovered any) (text string, cause error) {
	text = "internal error"
	switch p := recovered.(type) {
	case error:
		return text + ": " + p.Error(), p
	case string:
		return text + ": " + p, nil
	}
	return text, nil
}
