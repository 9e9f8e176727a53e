using ScimFilter.Linq;

namespace ScimFilter.Tests.Linq;

/// <summary>What a mapping cannot answer is told with its place, in the words of schemas.</summary>
public class TranslationErrorTests
{
    private static readonly FilterTranslator<User> _translator = new(map => map.Properties());

    [Theory]
    [InlineData("name.famly eq \"x\"",
        "column 1: there is no attribute 'name.famly'; expected name.Family or name.Given; did you mean 'name.Family'?")]
    [InlineData("emails[typ eq \"x\"]", "column 8: there is no attribute 'typ'; expected Id, Value or Type; did you mean 'Type'?")]
    [InlineData("tags[type eq \"x\"]", "column 6: there is no attribute 'type'; expected value")]
    [InlineData("age eq \"5\"", "column 8: 'age' cannot be compared with \"5\"; expected a number")]
    [InlineData("age co 5", "column 5: 'co' cannot be used with 'age'; expected eq, ne, gt, ge, lt, le or pr")]
    [InlineData("active eq \"true\"", "column 11: 'active' cannot be compared with \"true\"; expected true or false")]
    [InlineData("active gt true", "column 8: 'gt' cannot be used with 'active'; expected eq, ne or pr")]
    [InlineData("title eq 5", "column 10: 'title' cannot be compared with 5; expected a JSON string in double quotes")]
    [InlineData("title lt null", "column 7: 'lt' cannot be used with null; expected eq or ne")]
    [InlineData("created gt \"2026\"",
        "column 12: 'created' cannot be compared with \"2026\"; expected a date-time such as \"2026-01-31T12:00:00Z\"")]
    [InlineData("created sw \"2026\"", "column 9: 'sw' cannot be used with 'created'; expected eq, ne, gt, ge, lt, le or pr")]
    [InlineData("birthday gt \"2026-13-01\"",
        "column 13: 'birthday' cannot be compared with \"2026-13-01\"; expected a date such as \"2026-01-31\"")]
    [InlineData("key sw \"6f\"", "column 5: 'sw' cannot be used with 'key'; expected eq, ne or pr")]
    [InlineData("name eq \"x\"", "column 6: 'eq' cannot be used with 'name'; expected pr")]
    public void What_cannot_be_asked_is_told(string text, string message)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        Assert.False(_translator.TryTranslate(filter, out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal([message], errors.Select(error => error.ToString()));
        Assert.Equal(errors, Assert.Throws<FilterValidationException>(() => _translator.Translate(filter)).Errors);
    }

    [Fact]
    public void Every_error_is_told_with_its_place()
    {
        FilterExpression filter = FilterExpression.Parse("nope pr and not (age co 1 or emails[nope eq 1 and type gt 5]) or nope.x[a pr]");
        Assert.False(_translator.TryTranslate(filter, out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal([0, 21, 36, 58, 65], errors.Select(error => error.Offset));
    }

    [Fact]
    public void A_database_cannot_compare_strings_as_points_in_time()
    {
        Schema.FilterSchema schema = new Schema.FilterSchemaBuilder().DateTime("title").Build();
        FilterExpression filter = FilterExpression.Parse("title gt \"2026-01-01T00:00:00Z\"");
        var options = new FilterTranslatorOptions { Schema = schema };
        Assert.True(new FilterTranslator<User>(map => map.Properties(), options).TryTranslate(filter, out _, out _));
        var database = new FilterTranslator<User>(map => map.Properties(), options with { Target = QueryTarget.Database });
        Assert.False(database.TryTranslate(filter, out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal("'gt' cannot be used with 'title'; expected co, sw, ew or pr", errors[0].Message);
    }
}
