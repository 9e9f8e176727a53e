using System.Text.Json;
using System.Text.Json.Serialization;
using ScimFilter.Linq;
using ScimFilter.Schema;

namespace ScimFilter.Tests.Linq;

/// <summary>URNs in filters over objects: the answer of the object's JSON, however the extension is mapped.</summary>
public class ExtensionTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly FilterCompiler _json = new();

    private static readonly FilterTranslator<Person> _byConvention = new(map => map.Properties());

    private static readonly FilterTranslator<Person> _asObject = new(map => map
        .Value("urn:ietf:params:scim:schemas:core:2.0:User:userName", person => person.Login)
        .Complex(Enterprise, person => person.Work, work => work
            .Value("department", w => w.Department)
            .Complex("manager", w => w.Boss, boss => boss.Value("value", b => b.Id))));

    private static readonly FilterTranslator<Person> _oneByOne = new(map => map
        .Value("userName", person => person.Login)
        .Value(Enterprise + ":department", person => person.Work!.Department)
        .Value(Enterprise + ":manager.value", person => person.Work!.Boss!.Id));

    private static readonly Person[] _people =
    [
        new("a", new Work("x", new Boss("1"))), new("b", new Work("y", new Boss(null))), new("a", new Work(null, new Boss(null))),
    ];

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr")]
    [InlineData("URN:ietf:params:scim:schemas:extension:enterprise:2.0:user pr")]
    [InlineData("not (urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr)")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User[department eq \"X\"]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User[department eq \"x\" and manager.value eq \"1\"]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"X\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"1\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager[value eq null]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq null")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"A\"")]
    public void Every_mapping_gives_the_answer_of_the_json(string text)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        CompiledFilter compiled = _json.Compile(filter);
        bool[] expected = [.. _people.Select(person => compiled.Matches(JsonSerializer.SerializeToUtf8Bytes(person)))];
        foreach (FilterTranslator<Person> translator in (FilterTranslator<Person>[])[_byConvention, _asObject, _oneByOne])
        {
            if (text.Contains("[value eq null]", StringComparison.Ordinal) && translator == _oneByOne)
            {
                continue; // Mapped one by one, an object is there when one of its values is.
            }

            Func<Person, bool> predicate = translator.Translate(filter).Compile(preferInterpretation: true);
            bool[] actual = [.. _people.Select(predicate)];
            if (!text.Contains(" pr", StringComparison.Ordinal))
            {
                Assert.Equal(expected, actual);
            }
            else
            {
                bool negated = text.StartsWith("not", StringComparison.Ordinal);
                Assert.Equal([!negated, !negated, negated], actual);
            }
        }
    }

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User pr", "column 1: 'urn:ietf:params:scim:schemas:core:2.0:")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group[displayName pr]", "column 1: 'urn:ietf:params:scim:schemas:core:2.0:")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Nonsense:userName pr", "column 1: there is no attribute 'urn:ietf:")]
    [InlineData("urn:x:y pr", "column 1: there is no attribute 'urn:x:y'; expected userName, ")]
    [InlineData("departmnt pr",
        $"expected userName, {Enterprise}:department or {Enterprise}:manager; did you mean '{Enterprise}:department'?")]
    public void What_no_schema_has_is_told(string filter, string message)
    {
        Assert.False(_oneByOne.TryTranslate(FilterExpression.Parse(filter), out _, out IReadOnlyList<FilterError> errors));
        Assert.Contains(message, Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_has_no_attributes_of_another()
    {
        FilterSchema schema = FilterSchema.FromJson(
            """{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[{"name":"userName"}]}""",
            $$"""{"id":"{{Enterprise}}","attributes":[{"name":"department"},{"name":"manager","subAttributes":[{"name":"value","type":"reference"}]}]}""");
        var translator = new FilterTranslator<Person>(map => map.Properties(), new FilterTranslatorOptions { Schema = schema });
        Assert.Equal(2, Count("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"A\""));
        Assert.Equal(1, Count($"{Enterprise}[department eq \"X\" and manager.value eq \"1\"]"));
        Assert.Equal(2, Count($"{Enterprise} pr"));
        Assert.All(
            (string[])["urn:ietf:params:scim:schemas:core:2.0:Group:userName pr", "department pr", $"{Enterprise}:userName pr"],
            filter => Assert.False(translator.TryTranslate(FilterExpression.Parse(filter), out _, out _)));

        int Count(string filter) => _people.AsQueryable().Where(FilterExpression.Parse(filter), translator).Count();
    }

    [Theory]
    [InlineData("bytes eq \"QUJD\"", true)]
    [InlineData("bytes eq \"qujd\"", false)]
    [InlineData("bytes eq \"qujd\" or bytes eq \"x\"", false)]
    [InlineData("bytes co \"uj\"", false)]
    public void Bytes_compare_exactly(string filter, bool expected)
    {
        FilterSchema schema = FilterSchema.FromJson("""{"attributes":[{"name":"bytes","type":"binary","caseExact":false}]}""");
        var translator = new FilterTranslator<Person>(
            map => map.Value("bytes", person => person.Login), new FilterTranslatorOptions { Schema = schema });
        Assert.Equal(
            expected, translator.Translate(FilterExpression.Parse(filter)).Compile(preferInterpretation: true)(new Person("QUJD", null)));
        Assert.False(translator.TryTranslate(FilterExpression.Parse("bytes gt \"A\""), out _, out _));
    }

    [Fact]
    public void An_enum_with_flags_has_no_values_that_a_filter_could_compare()
    {
        Assert.Throws<ArgumentException>(() => new FilterTranslator<Flagged>(map => map.Value("f", flagged => flagged.F)));
        var translator = new FilterTranslator<Flagged>(map => map.Properties());
        Assert.False(translator.TryTranslate(FilterExpression.Parse("f eq \"A, B\""), out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal("there is no attribute 'f'; expected N", errors[0].Message);
    }

    [Fact]
    public void Points_in_time_are_utc_or_of_no_kind()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FilterTranslatorOptions { DateTimeKind = DateTimeKind.Local });
        foreach (DateTimeKind kind in (DateTimeKind[])[DateTimeKind.Utc, DateTimeKind.Unspecified])
        {
            var translator = new FilterTranslator<User>(map => map.Properties(), new FilterTranslatorOptions { DateTimeKind = kind });
            var finder = new Times();
            finder.Visit(translator.Translate(FilterExpression.Parse("created gt \"2026-01-01T01:00:00+01:00\"")));
            Assert.Equal((new DateTime(2026, 1, 1), kind), (finder.Found!.Value, finder.Found.Value.Kind));
        }
    }

    /// <summary>Finds the captured literal.</summary>
    private sealed class Times : System.Linq.Expressions.ExpressionVisitor
    {
        public DateTime? Found { get; private set; }

        protected override System.Linq.Expressions.Expression VisitMember(System.Linq.Expressions.MemberExpression node)
        {
            if (node is { Expression: System.Linq.Expressions.ConstantExpression, Type: var type } && type == typeof(DateTime))
            {
                Found = System.Linq.Expressions.Expression.Lambda<Func<DateTime>>(node).Compile(preferInterpretation: true)();
            }

            return base.VisitMember(node);
        }
    }

    [Flags]
    public enum Letters
    {
        None = 0,
        A = 1,
        B = 2,
    }

    public sealed record Flagged(Letters F, Letters? G, int N);

    public sealed record Person(
        [property: JsonPropertyName("userName")] string Login, [property: JsonPropertyName(Enterprise)] Work? Work);

    public sealed record Work(
        [property: JsonPropertyName("department")] string? Department, [property: JsonPropertyName("manager")] Boss? Boss);

    public sealed record Boss([property: JsonPropertyName("value")] string? Id);
}
