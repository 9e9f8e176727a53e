namespace ScimFilter.Tests;

/// <summary>Every message to the letter, and where the carets stand.</summary>
public class ErrorTests
{
    public static TheoryData<string, string, string> Pictures()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string[] block in File.ReadAllText(Support.PathOf("errors.txt")).Split("\n\n").Select(block => block.Trim('\n').Split('\n')))
        {
            data.Add(block[0], block[1], block[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void An_error_has_a_kind_and_a_picture(string kind, string text, string carets)
    {
        FilterError error = Support.ErrorOf(text);
        Assert.Equal(kind, error.Kind.ToString());
        Assert.Equal($"{text}\n{carets}", error.Draw(text));
        var thrown = Assert.Throws<FilterParseException>(() => FilterExpression.Parse(text));
        Assert.Equal(error.Draw(text), thrown.Message);
        Assert.Equal(kind, thrown.Error.Kind.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Nothing_is_an_error_of_its_own(string? text)
    {
        Assert.False(FilterExpression.TryParse(text, out FilterExpression? filter, out FilterError? error));
        Assert.Null(filter);
        Assert.Equal(FilterErrorKind.Empty, error.Kind);
        Assert.Equal("the filter is empty; expected a filter such as userName eq \"bjensen\"", error.Message);
    }

    [Fact]
    public void A_place_is_told_in_columns_from_one() =>
        Assert.StartsWith("column 10: expected a comparison operator", Support.ErrorOf("userName eg 1").ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_control_character_in_a_string_is_refused_and_never_shown()
    {
        const string text = "a eq \"x\u001by\"";
        FilterError error = Support.ErrorOf(text);
        Assert.Equal(FilterErrorKind.ControlCharacter, error.Kind);
        Assert.Equal((7, 1), (error.Offset, error.Length));
        Assert.DoesNotContain('\u001b', error.Draw(text));
    }

    [Fact]
    public void A_direction_override_is_never_shown()
    {
        const string text = "a\u202e pr";
        Assert.DoesNotContain('\u202e', Support.ErrorOf(text).Draw(text));
        Assert.DoesNotContain('\u202e', Support.ErrorOf(text).Message);
    }

    [Fact]
    public void A_long_text_is_cut_around_its_fault()
    {
        string text = string.Join(" or ", Enumerable.Repeat("a pr", 100)) + " xor " + string.Join(" or ", Enumerable.Repeat("a pr", 100));
        string[] lines = Support.ErrorOf(text).Draw(text).Split('\n');
        Assert.InRange(lines[0].Length, 90, 110);
        Assert.Equal("xor", lines[0].Substring(lines[1].IndexOf('^', StringComparison.Ordinal), 3));
        Assert.StartsWith("…", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("…", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_is_cut_to_what_a_person_would_read() =>
        Assert.Equal(40, Support.ErrorOf("a " + new string('x', 5000)).Found.Length);

    [Theory]
    [InlineData("a b", "expected", 2)]
    [InlineData("a = 1", "did you mean 'eq'?", 2)]
    [InlineData("a != 1", "did you mean 'ne'?", 2)]
    [InlineData("a >= 1", "did you mean 'ge'?", 2)]
    [InlineData("a lw 1", "did you mean 'lt'?", 2)]
    [InlineData("a contains 1", "did you mean 'co'?", 2)]
    [InlineData("a exists", "did you mean 'pr'?", 2)]
    public void A_misspelt_operator_is_guessed(string text, string part, int offset)
    {
        FilterError error = Support.ErrorOf(text);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }
}
