using System.Text;
using ScimFilter.Runtime;

namespace ScimFilter.Tests;

/// <summary>Searches answer as the framework does, also where they turn to the way that never goes back.</summary>
public class SubstringSearchTests
{
    [Fact]
    public void A_literal_is_found_where_the_framework_finds_it()
    {
        var random = new Random(3);
        for (int round = 0; round < 20_000; round++)
        {
            // Few letters and long runs: texts that are nearly the literal at many places.
            string literal = Text(random, random.Next(0, 120), round % 3 + 1);
            string text = Text(random, random.Next(0, 400), round % 3 + 1);
            text = random.Next(2) == 0 ? text : text.Insert(random.Next(text.Length + 1), literal[..random.Next(literal.Length + 1)]);
            Assert.Equal(text.Contains(literal, StringComparison.Ordinal), SubstringSearch.Contains<char>(text, literal));
            Assert.Equal(
                text.Contains(literal, StringComparison.Ordinal),
                SubstringSearch.Contains<byte>(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(literal)));
        }
    }

    [Theory]
    [InlineData("a", "b", 100)]
    [InlineData("ab", "b", 100)]
    [InlineData("ä", "b", 100)]
    [InlineData("ÄaΣ", "b", 2500)]
    [InlineData("\U00010428a", "b", 2500)]
    public void A_run_that_ends_otherwise_is_found_at_its_end(string part, string end, int count)
    {
        string run = string.Concat(Enumerable.Repeat(part, count));
        string literal = (run + end).ToUpperInvariant();
        string value = run + run + run;
        foreach (bool caseExact in (bool[])[false, true])
        {
            string exactLiteral = caseExact ? run + end : literal;
            Assert.False(Support.Matches($"a co \"{exactLiteral}\"", $"{{\"a\":\"{value}\"}}", caseExact));
            Assert.True(Support.Matches($"a co \"{exactLiteral}\"", $"{{\"a\":\"{value}{end}x\"}}", caseExact));
        }
    }

    /// <summary>Searching mapped text is right only if mapping makes equal exactly what the framework calls equal.</summary>
    [Fact]
    public void Case_mapping_makes_equal_what_is_equal_without_case()
    {
        var byFramework = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var byMapping = new Dictionary<string, string>(StringComparer.Ordinal);
        char[] upper = new char[2];
        for (int code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.TryCreate(code, out Rune rune))
            {
                string text = rune.ToString();
                CaseMapping.ToUpper(text, upper);
                string mapped = new(upper, 0, text.Length);
                byFramework.TryAdd(text, text);
                byMapping.TryAdd(mapped, text);
                Assert.Equal(byFramework[text], byMapping[mapped]);
            }
        }
    }

    private static string Text(Random random, int length, int letters) =>
        string.Create(length, random, (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = (char)('a' + (source.Next(8) == 0 ? source.Next(letters) : 0));
            }
        });
}
