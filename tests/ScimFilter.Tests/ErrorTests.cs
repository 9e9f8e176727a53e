using ScimFilter.Schema;

namespace ScimFilter.Tests;

/// <summary>Every message to the letter, and where the carets stand.</summary>
public class ErrorTests
{
    public static TheoryData<string, string, string> Pictures()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string[] block in File.ReadAllText(Support.PathOf("errors.txt")).Split("\n\n").Select(block =>
            block.Trim('\n').Split('\n')))
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
        Assert.StartsWith("column 10: expected a comparison operator", Support.ErrorOf("userName eg 1").ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void A_control_character_in_a_string_is_refused_and_never_shown()
    {
        const string text = "a eq \"x\u001by\"";
        FilterError error = Support.ErrorOf(text);
        Assert.Equal(FilterErrorKind.ControlCharacter, error.Kind);
        Assert.Equal((7, 1), (error.Offset, error.Length));
        Assert.DoesNotContain('\u001b', error.Draw(text));
    }

    [Theory]
    [InlineData("a\teq 1", 1, "U+0009 tab cannot stand here; expected a space")]
    [InlineData("a eq\u00a01", 4, "U+00A0 no-break space cannot stand here; expected a space")]
    [InlineData("a eq 1\nand b eq 2", 6, "U+000A line feed cannot stand here; expected a space")]
    [InlineData("a eq\u20031", 4, "U+2003 em space cannot stand here; expected a space")]
    [InlineData("\ufeffa eq 1", 0, "U+FEFF byte order mark cannot stand here; expected nothing in its place")]
    [InlineData("a eq 1\r\n", 6, "U+000D carriage return cannot stand here; expected a space")]
    [InlineData("a eq \"x\"\n", 8, "U+000A line feed cannot stand here; expected nothing in its place")]
    [InlineData("a eq true\u2028and b pr", 9, "U+2028 line separator cannot stand here; expected a space")]
    [InlineData("a pr\u3000or b pr", 4, "U+3000 ideographic space cannot stand here; expected a space")]
    [InlineData("a pr and\u202fb pr", 8, "U+202F narrow no-break space cannot stand here; expected a space")]
    [InlineData("not\u2009(a pr)", 3, "U+2009 thin space cannot stand here; expected a space")]
    [InlineData("(a pr\u0085)", 5, "U+0085 next line cannot stand here; expected a space")]
    [InlineData("a[\vb pr]", 2, "U+000B vertical tab cannot stand here; expected a space")]
    [InlineData("user\u200bName eq 1", 4, "U+200B zero width space cannot stand here; expected nothing in its place")]
    [InlineData("a.b\u00ad pr", 3, "U+00AD soft hyphen cannot stand here; expected nothing in its place")]
    [InlineData("a eq 12\u200e", 7, "U+200E left-to-right mark cannot stand here; expected nothing in its place")]
    [InlineData("a eq \U000e0041x", 5, "U+E0041 format character cannot stand here; expected nothing in its place")]
    [InlineData("a \u001bpr", 2, "U+001B escape cannot stand here; expected nothing in its place")]
    [InlineData("\t", 0, "U+0009 tab cannot stand here; expected nothing in its place")]
    public void A_character_that_cannot_be_seen_is_named(string text, int offset, string message)
    {
        FilterError error = Support.ErrorOf(text);
        Assert.Equal((FilterErrorKind.UnexpectedText, offset, message), (error.Kind, error.Offset, error.Message));
        Assert.StartsWith("U+", error.Found, StringComparison.Ordinal);
        Assert.StartsWith(new string(' ', offset) + "^", error.Draw(text).Split('\n')[1], StringComparison.Ordinal);
        Assert.EndsWith("^ " + message, error.Draw(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("а eq 1", "InvalidAttributePath", "'а' is not an attribute: it has U+0430 (not ASCII, looks like 'a'); ", "'a'")]
    [InlineData("usеrName eq 1", "InvalidAttributePath", "'usеrName' is not an attribute: it has U+0435 (not ASCII, looks like 'e'); ",
        "'userName'")]
    [InlineData("a.b.с pr", "InvalidAttributePath", "'a.b.с' is not an attribute: it has U+0441 (not ASCII, looks like 'c'); ", "'a.b.c'")]
    [InlineData("urn:х:y:a pr", "InvalidAttributePath", "'urn:х:y:a' is not an attribute: it has U+0445 (not ASCII, looks like 'x'); ",
        "'urn:x:y:a'")]
    [InlineData("é pr", "InvalidAttributePath", "'é' is not an attribute: it has U+00E9 (not ASCII); ", null)]
    [InlineData("😀 pr", "InvalidAttributePath", "'😀' is not an attribute: it has U+1F600 (not ASCII); ", null)]
    [InlineData("a –eq 1", "UnknownOperator", "U+2013 en dash (not ASCII, looks like '-') cannot stand here; ", "'eq'")]
    [InlineData("a ｅｑ 1", "UnknownOperator", "U+FF45 (not ASCII, looks like 'e') cannot stand here; ", "'eq'")]
    [InlineData("a ≤ 5", "UnknownOperator", "U+2264 (not ASCII) cannot stand here; ", "'le'")]
    [InlineData("a eq ١", "InvalidValue", "U+0661 (not ASCII, looks like '1') cannot stand here; ", "'1'")]
    [InlineData("a eq −5", "InvalidValue", "U+2212 minus sign (not ASCII, looks like '-') cannot stand here; ", "'-5'")]
    [InlineData("a eq truе", "InvalidValue", "U+0435 (not ASCII, looks like 'e') cannot stand here; ", "'true'")]
    [InlineData("a eq Müller", "InvalidValue", "expected a value", "'\"Müller\"'")]
    [InlineData("a eq 1٢", "InvalidNumber", "'1٢' is not a JSON number: it has U+0662 (not ASCII, looks like '2'); ", "'12'")]
    [InlineData("a pr аnd b pr", "UnexpectedText", "U+0430 (not ASCII, looks like 'a') cannot stand here; ", "'and'")]
    [InlineData("a pr – b pr", "UnexpectedText", "U+2013 en dash (not ASCII, looks like '-') cannot stand here; ", null)]
    public void A_character_that_looks_like_one_of_ASCII_is_named(string text, string kind, string start, string? meant)
    {
        FilterError error = Support.ErrorOf(text);
        Assert.Equal((kind, meant), (error.Kind.ToString(), error.Suggestion));
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not not a pr", "'not (not (a pr))'")]
    [InlineData("NOT Not a eq 1", "'not (not (a eq …))'")]
    [InlineData("not not (a pr)", "'not (not (…))'")]
    [InlineData("not not(a pr)", "'not (not (…))'")]
    [InlineData("not not a[b pr]", "'not (not (a[…]))'")]
    [InlineData("not not pr", "'not (not pr)'")]
    [InlineData("not not not a pr", "'not (not (not (a pr)))'")]
    [InlineData("not not not not a pr", "'not (not (a pr))'")]
    [InlineData("not not not not not a pr", "'not (not (not (a pr)))'")]
    [InlineData("a not not co \"x\"", "'not (not (a co …))'")]
    [InlineData("b pr and not not a pr", "'not (not (a pr))'")]
    [InlineData("a[not not b pr]", "'not (not (b pr))'")]
    [InlineData("not not", "'not (not (…))'")]
    [InlineData("not a pr", "'not (a pr)'")]
    [InlineData("a not \"x\"", "'ne'")]
    public void A_negation_without_parentheses_is_shown_with_them(string text, string meant) =>
        Assert.Equal(meant, Support.ErrorOf(text).Suggestion);

    [Fact]
    public void Very_many_negations_are_a_short_error()
    {
        FilterError error = Support.ErrorOf(string.Concat(Enumerable.Repeat("not ", 4_000)) + "a pr");
        Assert.Equal("'not (not (a pr))'", error.Suggestion);
    }

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User pr")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User[userName eq \"bj\"]")]
    public void The_urn_of_a_schema_alone_is_shown_to_its_end(string text)
    {
        var compiler = new FilterCompiler();
        Assert.False(compiler.TryCompile(FilterExpression.Parse(text), out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal("urn:ietf:params:scim:schemas:core:2.0:User", Assert.Single(errors).Found);
    }

    [Theory]
    [InlineData("n co 5", "'co' cannot be used with 'n'; no operator can")]
    [InlineData("n eq 5", "'eq' cannot be used with 'n'; no operator can")]
    [InlineData("n pr", "'pr' cannot be used with 'n'; no operator can")]
    [InlineData("m[x pr]", "there is no attribute 'x'; there are none here")]
    public void Where_nothing_can_stand_the_error_says_so(string text, string message)
    {
        var schema = new FilterSchema(
            new SchemaAttribute { Name = "n", Type = AttributeType.Number, Operators = FilterOperators.Contains },
            new SchemaAttribute { Name = "m", Type = AttributeType.Complex });
        Assert.Equal(message, Assert.Single(schema.Validate(FilterExpression.Parse(text))).Message);
    }

    [Theory]
    [InlineData('\t', "U+0009 tab in a string must be escaped; expected \\t or \\u0009")]
    [InlineData('\u001f', "U+001F control character in a string must be escaped; expected \\u001f")]
    public void A_control_character_in_a_string_is_named_with_its_escape(char control, string message) =>
        Assert.Equal(message, Support.ErrorOf($"a eq \"x{control}\"").Message);

    [Fact]
    public void A_long_line_of_wide_characters_is_cut_to_what_a_terminal_shows()
    {
        string text = $"a eq \"{new string('漢', 300)}\" foo and b eq \"{new string('字', 300)}\"";
        string[] lines = Support.ErrorOf(text).Draw(text).Split('\n');
        string before = lines[0][..lines[0].IndexOf("foo", StringComparison.Ordinal)];
        int width = before.Sum(character => character is '漢' or '字' ? 2 : 1);
        Assert.Equal(width, lines[1].IndexOf('^', StringComparison.Ordinal));
        Assert.InRange(lines[0].Sum(character => character is '漢' or '字' ? 2 : 1), 60, 104);
    }

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeNumber", "employeNumber")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprize:2.0:User:employeeNumber", "enterprize")]
    [InlineData("employeeNumber", "employeeNumber")]
    [InlineData("employeNumber", "employeNumber")]
    [InlineData("urn:example:params:scim:schemas:extension:with:a:very:long:name:of:more:than:a:hundred:characters:2.0:User:employeeNumber", "User:employeeNumber")]
    public void A_misspelt_attribute_with_a_urn_is_shown_and_guessed(string name, string shown)
    {
        const string meant = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";
        var schema = new FilterSchema(new SchemaAttribute { Name = meant }, new SchemaAttribute { Name = "userName" });
        FilterError error = Assert.Single(schema.Validate(FilterExpression.Parse($"{name} eq \"x\"")));
        Assert.Contains(shown, error.Found, StringComparison.Ordinal);
        Assert.InRange(error.Found.Length, 1, 96);
        Assert.EndsWith($"did you mean '{meant}'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_keeps_the_place_where_it_goes_wrong()
    {
        string middle = string.Concat(Enumerable.Repeat(":segment", 20));
        string meant = $"urn:example{middle}:correct{middle}:User:employeeNumber";
        var schema = new FilterSchema(new SchemaAttribute { Name = meant });
        FilterError error =
            Assert.Single(schema.Validate(FilterExpression.Parse($"urn:example{middle}:corect{middle}:User:employeeNumber pr")));
        Assert.Contains(":corect", error.Found, StringComparison.Ordinal);
        Assert.StartsWith("urn:example:segment", error.Found, StringComparison.Ordinal);
        Assert.EndsWith(":User:employeeNumber", error.Found, StringComparison.Ordinal);
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

    [Fact]
    public void What_errors_share_cannot_be_changed()
    {
        FilterError error = Support.ErrorOf("a xx 1");
        Assert.Null(error.Expected as string[]);
        Assert.ThrowsAny<NotSupportedException>(() => ((IList<string>)error.Expected)[0] = "x");
        string[] types = ["kind"];
        var options = new SubscriptionIndexOptions { EventTypeAttributes = types };
        types[0] = "changed";
        Assert.Equal(["kind"], options.EventTypeAttributes);
        Assert.Null(options.EventTypeAttributes as string[]);
    }

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
