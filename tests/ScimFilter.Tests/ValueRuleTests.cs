using System.Text;
using ScimFilter.Ast;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Tests;

/// <summary>How a value of an event stands to a literal, over the bytes of it, against what strings and decimals say.</summary>
public class ValueRuleTests
{
    private static readonly string[] _texts =
    [
        "", "a", "A", "ab", "aB", "b", "B", "Z", "_", "1", "ä", "Ä", "äb", "Äb", "bä", "\u00df", "\u20ac", "k", "\u212a", "s",
        "ſ", "\ud7ff", "\ue000", "\uffff", "😀", "😀a", "\U00040000", "\U0010ffff", "x\ue000", "x😀", new('x', 256), new('X', 256),
        new string('x', 256) + "ä", new string('X', 300) + "Ä", new('ä', 128), new string('ä', 128) + "b",
    ];

    /// <summary>From the least to the greatest; each with its other spellings.</summary>
    private static readonly string[][] _numbers =
    [
        ["-1e400", "-10e399"], ["-123.5"], ["-123", "-123.0"], ["-12"], ["-9"], ["-1"], ["-0.5", "-5e-1"], ["-0.05"],
        ["-1e-400"], ["0", "-0", "0.000", "-0.0e5", "0e400"], ["1e-400"], ["0.005", "5E-3"], ["0.05", "0.050", "50e-3"], ["0.5"],
        ["0.50001"], ["0.51"], ["1", "1.0", "10e-1", "0.1e1", "0.01e+2", "1e0"], ["1.05"], ["1.5"], ["9"],
        ["10", "1e1", "0.1e2"], ["11"], ["12"], ["12.5", "12.50"], ["100", "1e2", "100.0"], ["120"], ["123"],
        ["9007199254740992"], ["9007199254740993"], ["1e400"], ["2e400"],
    ];

    [Fact]
    public void Texts_compare_as_strings_do_with_case_and_without()
    {
        foreach (string value in _texts)
        {
            foreach (string literal in _texts)
            {
                AssertSame<ExactText>(value, literal, StringComparison.Ordinal, string.CompareOrdinal(value, literal));
                int folded = string.CompareOrdinal(Upper(value), Upper(literal));
                AssertSame<FoldedText>(value, literal, StringComparison.OrdinalIgnoreCase, folded);
            }
        }
    }

    [Fact]
    public void A_literal_of_any_length_equals_itself_and_nothing_that_differs_in_a_byte()
    {
        for (int length = 0; length <= 100; length++)
        {
            byte[] value = [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 23)))];
            var literal = new Literal(Encoding.UTF8.GetString(value));
            Assert.True(ExactText.AreEqual(InEvent(value), literal), $"length {length}");
            Assert.False(ExactText.AreEqual(InEvent([.. value, 0]), literal), $"length {length}, longer value");
            for (int i = 0; i < length; i++)
            {
                byte[] other = [.. value];
                other[i] ^= 1;
                Assert.False(ExactText.AreEqual(InEvent(other), literal), $"length {length}, byte {i}");
                Assert.False(ExactText.AreEqual(InEvent(value[..i]), literal), $"length {length}, value cut at {i}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    public void A_set_holds_its_texts_and_no_others(int count)
    {
        for (int start = 0; start + count <= _texts.Length; start++)
        {
            string[] texts = _texts[start..(start + count)];
            var exact = new LiteralSet(texts, TextComparison.Exact);
            var folded = new LiteralSet(texts, TextComparison.IgnoreCase);
            foreach (string value in _texts)
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(value);
                Assert.Equal(texts.Contains(value, StringComparer.Ordinal), exact.Contains(utf8));
                Assert.Equal(texts.Contains(value, StringComparer.OrdinalIgnoreCase), folded.Contains(utf8));
            }
        }
    }

    [Fact]
    public void Numbers_compare_by_value_however_they_are_written()
    {
        for (int i = 0; i < _numbers.Length; i++)
        {
            for (int j = 0; j < _numbers.Length; j++)
            {
                foreach ((string value, string literal) in _numbers[i].SelectMany(_ => _numbers[j], (value, literal) => (value, literal)))
                {
                    Assert.True(ExactDecimal.TryParse(literal, out ExactDecimal number));
                    Assert.True(NumberRule.TryCompare(Encoding.UTF8.GetBytes(value), number, out int order));
                    Assert.True(Math.Sign(order) == i.CompareTo(j), $"{value} and {literal}: {order}");
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("1x")]
    [InlineData("true")]
    public void What_is_no_number_does_not_compare(string value) =>
        Assert.False(NumberRule.TryCompare(Encoding.UTF8.GetBytes(value), ExactDecimal.FromInt64(1), out _));

    /// <summary>A value as tests of filters get it: more of the event follows.</summary>
    private static ReadOnlySpan<byte> InEvent(byte[] value)
    {
        var text = new EventText();
        int start = text.Append([.. value, .. "\",\"rest\":\""u8, .. value]);
        return text.Slice(start, value.Length);
    }

    /// <summary>The long s has a capital that it does not equal, with case or without.</summary>
    private static string Upper(string text) => text.Replace('ſ', '\uFFFE').ToUpperInvariant().Replace('\uFFFE', 'ſ');

    private static void AssertSame<TText>(string value, string literal, StringComparison comparison, int order)
        where TText : ITextRule
    {
        ReadOnlySpan<byte> utf8 = InEvent(Encoding.UTF8.GetBytes(value));
        var other = new Literal(literal);
        Assert.Equal(value.Equals(literal, comparison), TText.AreEqual(utf8, other));
        Assert.Equal(value.Contains(literal, comparison), TText.Contains(utf8, other));
        Assert.Equal(value.StartsWith(literal, comparison), TText.StartsWith(utf8, other));
        Assert.Equal(value.EndsWith(literal, comparison), TText.EndsWith(utf8, other));
        Assert.Equal(TText.AreEqual(utf8, other), TText.Compare(utf8, other) == 0);
        Assert.True(Math.Sign(order) == Math.Sign(TText.Compare(utf8, other)), $"{value} and {literal}");
    }
}
