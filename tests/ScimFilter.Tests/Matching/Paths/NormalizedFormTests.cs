using System.Globalization;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>The bytes of normalised values are equal and ordered as the values are.</summary>
public class NormalizedFormTests
{
    private static readonly string[] _numbers =
    [
        "0", "-0", "1", "1.0", "10e-1", "-1", "-1.5", "-1.50001", "2", "9", "10", "10.01", "99", "100", "101", "12345678901234567",
        "12345678901234568", "1e59", "1e60", "1e61", "9e60", "-1e61", "1e-59", "1e-60", "1e-61", "-1e-61", "1e999999999", "-1e999999999",
        "0.1", "0.10", "0.11", "0.109", "-0.1", "-0.11",
    ];

    [Fact]
    public void Numbers_are_ordered_by_value()
    {
        foreach (string left in _numbers)
        {
            foreach (string right in _numbers)
            {
                Assert.True(ExactDecimal.TryParse(left, out ExactDecimal first));
                Assert.True(ExactDecimal.TryParse(right, out ExactDecimal second));
                int expected = Math.Sign(first.CompareTo(second));
                Assert.Equal(expected, Math.Sign(Written(left).AsSpan().SequenceCompareTo(NormalizedNumber.Of(second))));
                AssertOrder(KeyKind.Number, Written(left), Written(right), expected);
            }
        }
    }

    /// <summary>Case folding makes strings equal exactly where ordinal comparison without case does, character by character.</summary>
    [Fact]
    public void Every_character_folds_as_comparison_without_case_has_it()
    {
        var equal = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string character in Characters())
        {
            string form = Convert.ToHexString(NormalizedValue.Fold(Encoding.UTF8.GetBytes(character)));
            equal.TryAdd(character, form);
            folded.TryAdd(form, character);
            Assert.Equal(equal[character], form);
            Assert.Equal(character, folded[form], StringComparer.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Strings_are_ordered_by_code_unit_of_their_capitals()
    {
        string[] texts = ["", "a", "B", "b", "ab", "a\0", "é", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "𐀀", "𐐨", "𐐀", "a𐀀", "a\uFFFD"];
        foreach (string left in texts)
        {
            foreach (string right in texts)
            {
                (byte[] first, byte[] second) = (Folded(left), Folded(right));
                int expected = Math.Sign(string.CompareOrdinal(Capitals(left), Capitals(right)));
                Assert.Equal(expected, Math.Sign(ValueTest.Compare(KeyKind.FoldedText, first, second)));
                AssertOrder(KeyKind.FoldedText, first, second, expected);
            }
        }
    }

    /// <summary>Both short forms may be equal where the values are not, and are in order where they differ.</summary>
    private static void AssertOrder(KeyKind kind, byte[] left, byte[] right, int expected)
    {
        int prefix = OrderPrefix.Of(kind, left).CompareTo(OrderPrefix.Of(kind, right));
        Assert.Contains(Math.Sign(prefix), (int[])[0, expected]);
        foreach (byte[] shared in (byte[][])[[], left[..(left.Length / 2)]])
        {
            var keys = new OrderKeys(shared, kind == KeyKind.FoldedText);
            Assert.Contains(Math.Sign(keys.Of(left).CompareTo(keys.Of(right))), (int[])[0, expected]);
        }
    }

    private static IEnumerable<string> Characters() =>
        Enumerable.Range(0, 0x1_1000).Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32);

    private static byte[] Folded(string text) => NormalizedValue.Fold(Encoding.UTF8.GetBytes(text));

    private static string Capitals(string text) => string.Concat(text.EnumerateRunes().Select(Capital));

    private static string Capital(Rune rune) => rune.Value == 0x10428 ? "\U00010400" : Rune.ToUpperInvariant(rune).ToString();

    private static byte[] Written(string number)
    {
        byte[] target = new byte[number.Length + NormalizedNumber.Margin];
        return target[..NormalizedNumber.Write(Encoding.UTF8.GetBytes(number), target)];
    }
}
