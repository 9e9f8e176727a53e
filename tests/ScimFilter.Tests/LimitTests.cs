using System.Text;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Tests;

/// <summary>Every limit has its error, and nothing hostile overflows a small stack.</summary>
public class LimitTests
{
    private static readonly FilterOptions _wide = new()
    {
        MaxLength = 1 << 24,
        MaxComparisons = 1 << 20,
        MaxLiteralLength = 1 << 24,
        MaxNesting = 256,
        MaxPathNames = 64,
    };

    public static TheoryData<string, FilterErrorKind, int> OverLimits() => new()
    {
        { new string('a', 16_385), FilterErrorKind.TooLong, 16_384 },
        { new string('(', 65) + "a pr" + new string(')', 65), FilterErrorKind.TooDeep, 64 },
        { string.Concat(Enumerable.Repeat("not(", 65)) + "a pr", FilterErrorKind.TooDeep, 259 },
        { new string('(', 64) + "a[b pr]", FilterErrorKind.TooDeep, 65 },
        { string.Join(" or ", Enumerable.Repeat("a pr", 1025)), FilterErrorKind.TooManyComparisons, 8194 },
        { $"a eq \"{new string('x', 8193)}\"", FilterErrorKind.LiteralTooLong, 5 },
        { "a eq " + new string('1', 8193), FilterErrorKind.LiteralTooLong, 5 },
        { string.Join('.', Enumerable.Repeat("a", 33)) + " pr", FilterErrorKind.PathTooLong, 0 },
        { "a eq -1e-1000000000", FilterErrorKind.NumberOutOfRange, 5 },
    };

    public static TheoryData<string> Hostile() => new(
        new string('(', 100_000),
        new string('(', 200) + "a pr" + new string(')', 200),
        string.Concat(Enumerable.Repeat("not(", 100_000)),
        string.Concat(Enumerable.Repeat("not(", 250)) + "a pr" + new string(')', 250),
        string.Join(" or ", Enumerable.Range(0, 20_000).Select(i => $"a eq \"{i}\"")),
        string.Join(" or ", Enumerable.Range(0, 20_000).Select(i => $"a{i} eq {i}")),
        $"a eq \"{new string('x', 16_000)}\"",
        string.Concat(Enumerable.Repeat("a pr and ", 24)) + "a pr or b pr",
        string.Join(" and ", Enumerable.Repeat("(a pr or b pr)", 14)),
        string.Concat(Enumerable.Repeat("(a pr and (b pr or not (", 80)) + "c pr" + string.Concat(Enumerable.Repeat(")))", 80)),
        "a[" + new string('(', 200) + "b pr" + new string(')', 200) + "]",
        string.Join('.', Enumerable.Repeat("a", 64)) + " pr",
        "a" + new string('[', 100_000));

    [Theory]
    [MemberData(nameof(OverLimits))]
    public void A_limit_has_its_own_error_and_place(string text, FilterErrorKind kind, int offset)
    {
        FilterError error = Support.ErrorOf(text);
        Assert.Equal(kind, error.Kind);
        Assert.Equal(offset, error.Offset);
        Assert.NotEmpty(error.Message);
        Assert.InRange(error.Draw(text).Length, 1, 500);
    }

    [Fact]
    public void A_filter_at_its_limits_is_accepted()
    {
        FilterExpression.Parse(new string('(', 64) + "a pr" + new string(')', 64));
        FilterExpression.Parse(string.Join(" or ", Enumerable.Repeat("a pr", 1024)));
        FilterExpression.Parse($"a eq \"{new string('x', 8192)}\"");
        FilterExpression.Parse(string.Join('.', Enumerable.Repeat("a", 32)) + " pr");
        FilterExpression.Parse("a eq 1e999999999 or a eq 0e99999999999999999999");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Nothing_overflows_a_small_stack(string text) => Support.OnSmallStack(() =>
    {
        foreach (FilterOptions options in (FilterOptions[])[FilterOptions.Default, Support.Strict, _wide])
        {
            if (!FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error))
            {
                Assert.NotEmpty(error.Draw(text));
                continue;
            }

            FilterExpression again = FilterExpression.Parse(filter.ToString(), options);
            Assert.True(filter.Equals(again));
            Assert.Equal(filter.GetHashCode(), again.GetHashCode());
            Assert.NotNull(Support.EventSchema.Validate(filter));
            CompiledFilter compiled = Support.Compiler(generation: CodeGeneration.Immediate).Compile(filter);
            Assert.Equal(filter.Compile().Matches("""{"a":"7"}"""u8), compiled.Matches("""{"a":"7"}"""u8));
        }
    });

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[{\"a\":", "}]")]
    public void A_deep_event_is_answered_or_refused(string open, string close) => Support.OnSmallStack(() =>
    {
        string json = "{\"a\":" + string.Concat(Enumerable.Repeat(open, 50_000)) + "1" + string.Concat(Enumerable.Repeat(close, 50_000))
            + ",\"b\":1}";
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        Assert.True(FilterExpression.Parse("b eq 1").Compile().Matches(utf8));
        foreach (string filter in (string[])["a eq 1", "a pr", "a.a.a eq 1", "a[a eq 1]", "a[value eq 1]"])
        {
            CompiledFilter compiled = FilterExpression.Parse(filter).Compile();
            Exception? refusal = Record.Exception(() => compiled.Matches(utf8));
            Assert.True(refusal is null or EventFormatException, refusal?.ToString());
        }

        Assert.Throws<EventFormatException>(
            () => Support.Compiler(reading: EventReading.Strict).Compile(FilterExpression.Parse("b eq 1")).Matches(utf8));
    });

    [Theory]
    [InlineData(EventReading.Strict, "b eq 1", 64)]
    [InlineData(EventReading.Full, "a.a.a eq 1", 64)]
    [InlineData(EventReading.EarlyExit, "a eq 1", 3)]
    public void An_event_that_is_too_deep_is_called_so_with_the_limit(EventReading reading, string filter, int limit)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { EventReading = reading, MaxEventDepth = limit });
        CompiledFilter compiled = compiler.Compile(FilterExpression.Parse(filter));
        compiled.Matches(Nested(limit));
        EventFormatException refusal = Assert.Throws<EventFormatException>(() => compiled.Matches(Nested(limit + 1)));
        Assert.Contains($"nested deeper than {limit} levels", refusal.Message, StringComparison.Ordinal);

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', depth - 1)}1{new string(']', depth - 1)}}}");
    }

    [Fact]
    public void An_event_beyond_its_length_is_refused()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { MaxEventLength = 10 });
        CompiledFilter compiled = compiler.Compile(FilterExpression.Parse("a eq 1"));
        Assert.True(compiled.Matches("""{"a":1   }"""u8));
        Assert.Throws<EventFormatException>(() => compiled.Matches("""{"a":1    }"""u8));
    }

    [Fact]
    public void A_tree_built_in_code_is_no_deeper_than_it_may_be()
    {
        FilterExpression filter = new PresentExpression(new AttributePath("a"));
        for (int i = 1; i < FilterExpression.MaxDepth; i++)
        {
            filter = new NotExpression(filter);
        }

        Support.OnSmallStack(() => Assert.Equal(1024 - 1, filter.ToString().Split("not (").Length - 1));
        Support.OnSmallStack(() => Assert.False(filter.Compile().Matches("""{"a":1}"""u8)));
        Assert.Throws<ArgumentException>(() => new NotExpression(filter));
    }

    [Fact]
    public void Options_have_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterOptions { MaxLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterOptions { MaxNesting = 257 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterOptions { MaxComparisons = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterOptions { MaxLiteralLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterOptions { MaxPathNames = 65 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterCompilerOptions { MaxShapes = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterCompilerOptions { MaxEventLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterCompilerOptions { MaxEventDepth = 513 });
    }
}
