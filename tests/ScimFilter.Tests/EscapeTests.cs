using System.Text;
using ScimFilter.Json.Slots;

namespace ScimFilter.Tests;

/// <summary>The escapes of JSON strings, those that are damaged too: reading does not check what it does not have to.</summary>
public class EscapeTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("""a\"b\\c\/d""", "a\"b\\c/d")]
    [InlineData("""\b\f\n\r\t""", "\b\f\n\r\t")]
    [InlineData("""\u0041\u00e9\u20AC.""", "A\u00e9\u20ac.")]
    [InlineData("""x\ud83d\ude00""", "x😀")]
    [InlineData("""\ud83d\u0041""", "\ufffdA")]
    [InlineData("""\ud83d\ud83d\ude00""", "\ufffd😀")]
    [InlineData("""\ude00\ud83d""", "\ufffd\ufffd")]
    [InlineData("""\ud83d""", "\ufffd")]
    [InlineData("""\ud83dxude00""", "\ufffdxude00")]
    [InlineData("""\ud83d\nde00""", "\ufffd\nde00")]
    [InlineData("""\ud83d\ude0""", "\ufffdude0")]
    [InlineData("""\q\U0041""", "qU0041")]
    [InlineData("""\u004""", "u004")]
    [InlineData("""\u004x1""", "u004x1")]
    [InlineData("""\ux0041""", "ux0041")]
    [InlineData("\\", "")]
    [InlineData("a\\", "a")]
    [InlineData("a\\\\\\", "a\\")]
    public void Escapes_become_what_they_stand_for(string escaped, string expected)
    {
        byte[] source = Encoding.UTF8.GetBytes(escaped);
        byte[] target = new byte[source.Length];
        int written = JsonEscapes.Unescape(source, target);
        Assert.Equal(expected, Encoding.UTF8.GetString(target, 0, written));
    }
}
