using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Tests;

public class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\r\n \t\n", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\r\n\nb\n", "1:a|3:b")]
    [InlineData("\uFEFFa\n\uFEFFb", "1:a|2:\uFEFFb")]
    public void Lines_come_with_their_numbers(string text, string expected) => Assert.Equal(expected, string.Join('|', Lines(text, 100)));

    [Fact]
    public void A_line_that_is_too_long_is_passed_over()
    {
        string tooLong = new('x', 300_000);

        Assert.Equal(["1:a", "2:too long", "3:b", "4:too long"], Lines($"a\n{tooLong}\nb\n{tooLong}", 1000));
    }

    [Fact]
    public void A_long_line_may_be_longer_than_the_buffer() =>
        Assert.Equal(1_000_002, Lines(new string('x', 1_000_000), 2_000_000)[0].Length);

    private static List<string> Lines(string text, int maxLength)
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), () => { }, maxLength);
        var lines = new List<string>();
        while (reader.MoveNext())
        {
            lines.Add($"{reader.Number}:{(reader.IsTooLong ? "too long" : Encoding.UTF8.GetString(reader.Line.Span))}");
        }

        return lines;
    }
}
