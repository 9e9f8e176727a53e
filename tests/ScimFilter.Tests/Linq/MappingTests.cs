using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ScimFilter.Linq;
using ScimFilter.Schema;

namespace ScimFilter.Tests.Linq;

/// <summary>Attributes that are mapped by hand, where the type and the resource look different.</summary>
public class MappingTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly Row _row = new()
    {
        Login = "BJensen", Family = "Jensen", Department = "Tours", Boss = new Row { Login = "boss" },
        Mails = [new Mail("bj@example.com", "work"), new Mail("b@home.example.org", null)], Labels = ["a", null, "B"],
    };

    private static readonly FilterTranslator<Row> _translator = new(Map);

    [Theory]
    [InlineData("userName eq \"bjensen\"", true)]
    [InlineData("USERNAME eq \"bjensen\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"bj\"", true)]
    [InlineData("name.familyName eq \"jensen\"", true)]
    [InlineData("name.givenName eq null", true)]
    [InlineData("name pr", true)]
    [InlineData("name eq null", false)]
    [InlineData("nickNames pr", false)]
    [InlineData("nickNames eq null", true)]
    [InlineData("nickNames[not (first pr)]", false)]
    [InlineData("name[familyName pr and givenName eq null]", true)]
    [InlineData("emails co \"EXAMPLE.COM\"", true)]
    [InlineData("emails.type eq null", false)]
    [InlineData("emails[type eq null and value co \"home\"]", true)]
    [InlineData("emails[type eq \"work\" and value co \"home\"]", false)]
    [InlineData("emails[type eq \"work\"].value sw \"bj\"", true)]
    [InlineData("labels eq \"b\"", true)]
    [InlineData("labels ne \"b\"", false)]
    [InlineData("labels ne \"c\"", true)]
    [InlineData("labels[value gt \"a\"]", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"tours\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:USER:manager.displayName eq \"Boss\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName ne \"Boss\"", false)]
    [InlineData("not (urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr)", false)]
    public void A_mapped_attribute_is_found(string text, bool expected) =>
        Assert.Equal(expected, _translator.Translate(FilterExpression.Parse(text)).Compile()(_row));

    [Fact]
    public void What_is_null_on_the_way_is_no_value()
    {
        var empty = new Row();
        string[] positive =
            ["emails pr", "labels eq \"a\"", $"{Enterprise}:manager.displayName sw \"\"", "name pr", "emails[not (type pr)]"];
        Assert.All(positive, text => Assert.False(_translator.Translate(FilterExpression.Parse(text)).Compile()(empty)));
        Assert.All(positive, text => Assert.True(_translator.Translate(FilterExpression.Parse($"not ({text})")).Compile()(empty)));
    }

    [Fact]
    public void A_mapping_by_hand_replaces_the_convention()
    {
        var translator = new FilterTranslator<Row>(map => map.Properties().Value("login", row => row.Family));
        Assert.True(translator.Translate(FilterExpression.Parse("login eq \"Jensen\" and Department eq \"tours\"")).Compile()(_row));
    }

    [Theory]
    [InlineData("no name")]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("x:a")]
    public void What_is_no_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(nameof(name), () => new FilterTranslator<Row>(map => map.Value(name, row => row.Login)));

    [Fact]
    public void A_name_stands_once()
    {
        AssertRefused("a", "A");
        AssertRefused("a", "a.b");
        AssertRefused("a.b", "a");

        static void AssertRefused(string first, string second) => Assert.Throws<ArgumentException>(
            () => new FilterTranslator<Row>(map => map.Value(first, row => row.Login).Value(second, row => row.Login)));
    }

    [Fact]
    public void A_type_that_no_filter_can_compare_is_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new FilterTranslator<Row>(map => map.Value("mails", row => row.Mails)));
        Assert.Contains("cannot compare 'mails'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_convention_leaves_out_what_is_hidden_or_cannot_be_compared()
    {
        FilterExpression filter = FilterExpression.Parse("bytes pr or uri pr or pairs pr or any pr or secret pr or list pr");
        Assert.False(new FilterTranslator<Row>(map => map.Properties()).TryTranslate(filter, out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal(["bytes", "uri", "pairs", "any", "secret", "list"], errors.Select(error => error.Found));
    }

    [Fact]
    public void A_schema_says_what_is_allowed_and_what_compares_exactly()
    {
        FilterSchema schema = new FilterSchemaBuilder()
            .WithId("urn:example:Row")
            .String("userName", name => name.CaseExact())
            .String("labels", label => label.MultiValued())
            .DateTime("name.familyName")
            .Complex("emails", emails => emails.MultiValued(), email => email.String("value").String("type", type => type.CaseExact()))
            .Build();
        var translator = new FilterTranslator<Row>(Map, new FilterTranslatorOptions { Schema = schema });
        Assert.False(Matches("userName eq \"bjensen\""));
        Assert.True(Matches("urn:example:Row:userName eq \"BJensen\" and labels eq \"A\""));
        Assert.True(Matches("userName lt \"bjensen\" and userName ge \"BJensen\""));
        Assert.True(Matches("labels gt \"A\" and not (labels gt \"b\")"));
        Assert.False(Matches("name.familyName lt \"2026-01-01T00:00:00Z\""));
        Assert.True(Matches("emails[value sw \"BJ\" and type eq \"work\"]"));
        Assert.False(Matches("emails[type eq \"Work\"]"));
        Assert.False(translator.TryTranslate(FilterExpression.Parse("name.givenName pr"), out _, out _));

        bool Matches(string text) => translator.Translate(FilterExpression.Parse(text)).Compile()(_row);
    }

    private static void Map(AttributeMap<Row> map) => map
        .Value("userName", row => row.Login)
        .Value("name.familyName", row => row.Family)
        .Value("name.givenName", row => row.Given)
        .Value("nickNames.first", row => row.Given)
        .MultiValued("emails", row => row.Mails, mail => mail.Value("value", m => m.Address).Value("type", m => m.Use))
        .MultiValued("labels", row => row.Labels)
        .Value(Enterprise + ":department", row => row.Department)
        .Complex(Enterprise + ":manager", row => row.Boss, boss => boss.Value("displayName", b => b.Login));

    public sealed record Mail(string Address, string? Use);

    public sealed class Row
    {
        public string? Login { get; set; }

        public string? Family { get; set; }

        public string? Given { get; set; }

        public string? Department { get; set; }

        public Row? Boss { get; set; }

        public Mail[]? Mails { get; set; }

        public HashSet<string?>? Labels { get; set; }

        public byte[]? Bytes { get; set; }

        public Uri? Uri { get; set; }

        public Dictionary<string, string>? Pairs { get; set; }

        public object? Any { get; set; }

        public ImmutableArray<string> List { get; set; } = [];

        [JsonIgnore]
        public string? Secret { get; set; }
    }
}
