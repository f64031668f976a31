package recording

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
)

// secret is what every replacement of one file is derived from.
type secret [32]byte

func newSecret() secret {
	var s secret
	_, _ = rand.Read(s[:]) // it never fails
	return s
}

// stream is a sequence of random numbers that a text decides, and that nobody can tell without the secret.
type stream struct {
	key   secret
	seed  string
	block uint32
	rest  []byte
}

// stream starts the numbers of a text. The same purpose, attempt and text give the same numbers.
func (s secret) stream(purpose string, attempt uint32, text string) *stream {
	return &stream{key: s, seed: string(binary.BigEndian.AppendUint32([]byte(purpose+"\x00"), attempt)) + text}
}

// below returns the next number from 0 to n-1.
func (s *stream) below(n int) int {
	if len(s.rest) < 8 {
		mac := hmac.New(sha256.New, s.key[:])
		mac.Write(binary.BigEndian.AppendUint32(nil, s.block))
		mac.Write([]byte(s.seed))
		s.rest = mac.Sum(nil)
		s.block++
	}
	number := binary.BigEndian.Uint64(s.rest)
	s.rest = s.rest[8:]
	return int(number % uint64(n)) // n is small beside 2^64: all are as likely
}
