package core

// Where characters of the signature come from: indexes into the 40 upper-case
// hex digits of the body's SHA-1, and the bytes its digest is masked with.
// Source: docs/protocol.md §1, behaviour of the documented client.
var (
	signHead = [7]byte{23, 14, 6, 36, 16, 7, 19}
	signTail = [8]byte{16, 1, 32, 12, 19, 27, 8, 5}
	signMask = [20]byte{89, 39, 179, 150, 218, 82, 58, 252, 177, 52, 186, 123, 120, 64, 242, 133, 143, 161, 121, 179}
)

const (
	hexUpper  = "0123456789ABCDEF"
	base64Std = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)

// Sign returns the gateway's "zzc" signature (签名) of a request body, over the
// exact bytes that are sent. It goes into the sign parameter of the signed
// endpoint and holds no secret: anyone who has the body can compute it.
func Sign(body []byte) string {
	digest := sha1Sum(body)
	var hex [40]byte
	for i, b := range digest {
		hex[2*i], hex[2*i+1] = hexUpper[b>>4], hexUpper[b&15]
	}
	sign := make([]byte, 0, 48)
	sign = append(sign, "zzc"...)
	for _, i := range signHead {
		sign = append(sign, lowerASCII(hex[i]))
	}
	for i := range digest {
		digest[i] ^= signMask[i]
	}
	sign = appendSignBase64(sign, digest[:])
	for _, i := range signTail {
		sign = append(sign, lowerASCII(hex[i]))
	}
	return string(sign)
}

// appendSignBase64 appends src in lower-case base64 without padding and
// without the characters the signature leaves out.
func appendSignBase64(dst, src []byte) []byte {
	var acc uint32
	var nbits uint
	put := func(six uint32) {
		if c := base64Std[six&63]; c != '+' && c != '/' {
			dst = append(dst, lowerASCII(c))
		}
	}
	for _, b := range src {
		acc = acc<<8 | uint32(b)
		for nbits += 8; nbits >= 6; {
			nbits -= 6
			put(acc >> nbits)
		}
	}
	if nbits > 0 {
		put(acc << (6 - nbits))
	}
	return dst
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
