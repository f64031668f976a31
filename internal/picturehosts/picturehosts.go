// Package picturehosts knows where the pictures of messages come from. A picture
// of any other host tells its sender that it was seen.
package picturehosts

// Sources are the hosts, as a Content-Security-Policy names them. The inbox and
// the extension have them from a file that is generated from these.
var Sources = []string{
	"https://y.gtimg.cn",
	"https://*.y.gtimg.cn",
	"https://qpic.y.qq.com",
	"https://y.qq.com",
	"https://*.qpic.cn",
	"https://*.qlogo.cn",
}
