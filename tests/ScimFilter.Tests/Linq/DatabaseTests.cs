using System.Text;
using FsCheck.Xunit;
using ScimFilter.Ast;
using ScimFilter.Linq;
using ScimFilter.Tests.Properties;

namespace ScimFilter.Tests.Linq;

/// <summary>The same filters over rows of SQLite, by EF Core.</summary>
public sealed class DatabaseTests : IClassFixture<UserRows>
{
    private static readonly FilterTranslator<User> _memory = new(map => map.Properties());

    private static readonly FilterTranslator<User> _database =
        new(map => map.Properties(), new FilterTranslatorOptions { Target = QueryTarget.Database });

    private static readonly FilterTranslator<User> _exact =
        new(map => map.Properties(), new FilterTranslatorOptions { Target = QueryTarget.Database, CaseExact = true });

    private static readonly FilterTranslator<User> _exactMemory =
        new(map => map.Properties(), new FilterTranslatorOptions { CaseExact = true });

    private static readonly FilterFitting _fitting = new(
        filter => _database.TryTranslate(filter, out _, out _),
        "userName", "title", "active", "locked", "age", "count", "score", "price", "created", "seen", "kind", "name.family",
        "meta.version", "meta.location", "manager.title", "manager.age", "tags", "sizes", "emails", "emails.type", "phones",
        "phones.primary",
        "name", "meta", "birthday", "family", "version", "location", "type", "primary", "value");

    private readonly UserContext _context;

    public DatabaseTests(UserRows rows) => _context = rows.Context;

    [Theory]
    [InlineData("userName eq \"BJENSEN\"")]
    [InlineData("userName ne \"BJENSEN\"")]
    [InlineData("userName eq \"bjensen\" or userName eq \"Ärzte\" or userName eq \"none\"")]
    [InlineData("userName ne \"bjensen\" and userName ne \"Ärzte\"")]
    [InlineData("title ne \"Boss\" and title ne \"Clerk\"")]
    [InlineData("not (title eq \"boss\" or title eq \"clerk\")")]
    [InlineData("title co \"OS\"")]
    [InlineData("not (title co \"OS\")")]
    [InlineData("title sw \"b\"")]
    [InlineData("title ew \"S\"")]
    [InlineData("title sw \"100%_\"")]
    [InlineData("title sw \"100\"")]
    [InlineData("title co \"\"")]
    [InlineData("not (title sw \"b\")")]
    [InlineData("title gt \"boss\"")]
    [InlineData("title ge \"boss\"")]
    [InlineData("not (title le \"boss\")")]
    [InlineData("title lt \"_\"")]
    [InlineData("title pr")]
    [InlineData("title eq null")]
    [InlineData("title ne null")]
    [InlineData("active eq true")]
    [InlineData("active ne true")]
    [InlineData("locked eq true")]
    [InlineData("locked ne true")]
    [InlineData("locked pr")]
    [InlineData("age gt 30")]
    [InlineData("age gt 29.5")]
    [InlineData("age eq 30.5")]
    [InlineData("age le 1e100")]
    [InlineData("age eq 30 or age eq 41 or age eq 1.5")]
    [InlineData("not (count gt 5)")]
    [InlineData("count eq 9007199254740993")]
    [InlineData("count ne 9007199254740993 and count ne 5")]
    [InlineData("score eq 0.1")]
    [InlineData("score ge 0.1")]
    [InlineData("not (score lt 0.1)")]
    [InlineData("price eq 1.5")]
    [InlineData("price gt 1.5")]
    [InlineData("not (price le 1.5)")]
    [InlineData("created ge \"2026-01-01T01:00:00+01:00\"")]
    [InlineData("created eq \"2026-01-01T00:00:00Z\"")]
    [InlineData("seen gt \"2026-01-01T00:00:00Z\"")]
    [InlineData("seen eq \"2026-01-01T00:00:00Z\"")]
    [InlineData("not (seen lt \"2027-01-01T00:00:00Z\")")]
    [InlineData("birthday ge \"2000-01-01\"")]
    [InlineData("key eq \"6F9619FF-8B86-D011-B42D-00C04FC964FF\"")]
    [InlineData("key ne \"6F9619FF-8B86-D011-B42D-00C04FC964FF\"")]
    [InlineData("kind eq \"xy\"")]
    [InlineData("kind ne \"xy\"")]
    [InlineData("kind co \"y\"")]
    [InlineData("not (kind gt \"x\")")]
    [InlineData("name.family eq \"jensen\"")]
    [InlineData("name.family ne \"jensen\"")]
    [InlineData("name[family eq \"jensen\" and given pr]")]
    [InlineData("name[not (family eq \"jensen\")]")]
    [InlineData("name.given ew \"x😀\"")]
    [InlineData("name.given sw \"😀\"")]
    [InlineData("name.given eq \"😀X😀\"")]
    [InlineData("name.given ew \"X\"")]
    [InlineData("name pr")]
    [InlineData("meta.version gt 1")]
    [InlineData("not (meta.version gt 1)")]
    [InlineData("meta.version ne 1")]
    [InlineData("meta.location ne \"x\"")]
    [InlineData("meta pr")]
    [InlineData("meta eq null")]
    [InlineData("meta[not (location eq \"X\")]")]
    [InlineData("manager.userName eq \"boss\"")]
    [InlineData("not (manager.age gt 50)")]
    [InlineData("manager.meta.version ge 1")]
    [InlineData("manager.name.family ne \"jensen\"")]
    [InlineData("manager.tags eq \"a\"")]
    [InlineData("manager eq null")]
    [InlineData("tags eq \"A\"")]
    [InlineData("tags ne \"A\"")]
    [InlineData("tags ne \"a\" and tags ne \"b\"")]
    [InlineData("tags[value sw \"a\"]")]
    [InlineData("tags[value gt \"a\" and value lt \"c\"]")]
    [InlineData("tags pr")]
    [InlineData("tags eq null")]
    [InlineData("sizes gt 3")]
    [InlineData("not (sizes gt 3)")]
    [InlineData("sizes[value gt 1 and value lt 4]")]
    [InlineData("emails co \"EXAMPLE\"")]
    [InlineData("emails.type eq \"work\"")]
    [InlineData("emails.type ne \"work\"")]
    [InlineData("emails[type eq \"work\" and value co \"@example.org\"]")]
    [InlineData("emails[type eq \"work\" and not (value co \"@example.org\")]")]
    [InlineData("emails[not (type eq \"work\")]")]
    [InlineData("emails pr")]
    [InlineData("emails eq null")]
    [InlineData("emails.type eq null")]
    [InlineData("phones[primary eq true and value pr]")]
    [InlineData("phones sw \"+1\"")]
    [InlineData("phones eq null")]
    [InlineData("emails[type eq \"work\"].value co \"com\" and (age gt 20 or not (title pr)) and active eq true")]
    public void The_database_gives_the_answer_of_memory(string text)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        AssertSame(filter, _memory, _database);
        AssertSame(filter, _exactMemory, _exact);
    }

    [Property(Arbitrary = [typeof(Generators)], MaxTest = 200, QuietOnSuccess = true)]
    public void So_it_does_for_any_filter_in_ascii(FilterExpression any)
    {
        FilterExpression filter = _fitting.Fit(InAscii(any));
        AssertSame(filter, _memory, _database);
        AssertSame(filter, _exactMemory, _exact);
    }

    private void AssertSame(FilterExpression filter, FilterTranslator<User> memory, FilterTranslator<User> database)
    {
        Func<User, bool> predicate = memory.Translate(filter).Compile(preferInterpretation: true);
        int[] expected = [.. _context.Users.Local.Where(predicate).Select(user => user.Id).Order()];
        int[] found = [.. _context.Users.Where(filter, database).Select(user => user.Id).AsEnumerable().Order()];
        Assert.Equal(expected, found);
    }

    private static FilterExpression InAscii(FilterExpression filter) => filter switch
    {
        NotExpression not => new NotExpression(InAscii(not.Operand)),
        LogicalExpression logical => new LogicalExpression(logical.Operator, [.. logical.Operands.Select(InAscii)]),
        ValuePathExpression valuePath => new ValuePathExpression(valuePath.Path, InAscii(valuePath.Filter)),
        ComparisonExpression { Value.Kind: ComparisonValueKind.String } comparison when !Ascii.IsValid(comparison.Value.GetString()) =>
            new ComparisonExpression(comparison.Path, comparison.Operator, ComparisonValue.String("x")),
        _ => filter,
    };
}
