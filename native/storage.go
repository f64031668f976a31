package native

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"qqmusicpm/core"
)

// FileStorage keeps the device and the gateway sessions in files of a folder,
// one a key, which only the current user can read. The folder is made when it
// is missing. It may be shared by clients and programs: a file is replaced as a whole.
func FileStorage(dir string) core.Storage { return files{dir} }

type files struct{ dir string }

// Get implements core.Storage.
func (f files) Get(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	text, err := os.ReadFile(f.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(text), err
}

// Set implements core.Storage.
func (f files) Set(ctx context.Context, key, value string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	// A rename is atomic: a reader sees the old text or the new one.
	draft, err := os.CreateTemp(f.dir, ".draft-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = draft.WriteString(value)
	err = errors.Join(err, draft.Close())
	if err == nil {
		err = os.Rename(draft.Name(), f.path(key))
	}
	if err != nil {
		_ = os.Remove(draft.Name())
	}
	return err
}

// Delete implements core.Storage.
func (f files) Delete(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := os.Remove(f.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// path returns a key's file. What is not a lower-case letter, a digit, a minus
// or a dot inside becomes %XX, so that every key has a file of its own inside
// the folder, on file systems that ignore case too.
func (f files) path(key string) string {
	const hex = "0123456789abcdef"
	name := make([]byte, 0, len(key)+8)
	for i := range len(key) {
		switch c := key[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '.' && i > 0:
			name = append(name, c)
		default:
			name = append(name, '%', hex[c>>4], hex[c&15])
		}
	}
	return filepath.Join(f.dir, string(append(name, ".txt"...)))
}
