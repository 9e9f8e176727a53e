using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ScimFilter.Linq;

namespace ScimFilter.Tests.Linq;

/// <summary>What a database is asked: literals are parameters, queries are found again, collations decide when told to.</summary>
public sealed class QueryShapeTests : IDisposable
{
    private readonly UserContext _context = new();

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Literals_are_parameters()
    {
        string sql = Sql(
            "userName eq \"lit1\" and title co \"lit2\" and name.family sw \"lit3\" and age gt 4242 "
            + "and (title eq \"lit5\" or title eq \"lit6\") and created lt \"2042-01-01T00:00:00Z\"",
            QueryTarget.Database);
        string where = sql[sql.IndexOf("WHERE", StringComparison.Ordinal)..];
        Assert.Equal(7, where.Split('@').Length - 1);
        Assert.DoesNotContain("lit", where, StringComparison.Ordinal);
        Assert.DoesNotContain("42", where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userName eq \"a\"", "lower(\"u\".\"UserName\") = @value")]
    [InlineData("userName eq \"ä\"", "lower(\"u\".\"UserName\") = @value OR \"u\".\"UserName\" = @value1")]
    [InlineData("age gt 4.5", "\"u\".\"Age\" > @value")]
    [InlineData("meta.version eq 1", "\"u\".\"Meta_Version\" IS NOT NULL AND \"u\".\"Meta_Version\" = @value")]
    [InlineData("title pr", "\"u\".\"Title\" IS NOT NULL AND \"u\".\"Title\" <> ''")]
    public void The_query_says_no_more_than_it_must(string filter, string condition) =>
        Assert.EndsWith("WHERE " + condition, Sql(filter, QueryTarget.Database).TrimEnd(), StringComparison.Ordinal);

    [Theory]
    [InlineData("userName eq \"A\"", "\"u\".\"UserName\" = @value")]
    [InlineData("userName gt \"A\"", "\"u\".\"UserName\" > @value")]
    [InlineData("title lt \"A\"", "\"u\".\"Title\" IS NOT NULL AND \"u\".\"Title\" < @value")]
    public void Collations_decide_when_they_are_told_to(string filter, string condition) =>
        Assert.EndsWith("WHERE " + condition, Sql(filter, QueryTarget.DatabaseWithCollations).TrimEnd(), StringComparison.Ordinal);

    [Fact]
    public void A_collation_that_ignores_case_is_enough()
    {
        _context.Add(new User { UserName = "BJensen" });
        _context.SaveChanges();
        FilterTranslator<User> translator = new(
            map => map.Value("userName", user => EF.Functions.Collate(user.UserName, "NOCASE")),
            new FilterTranslatorOptions { Target = QueryTarget.DatabaseWithCollations });
        Assert.Equal(1, _context.Users.Where(FilterExpression.Parse("userName eq \"bjensen\""), translator).Count());
    }

    [Fact]
    public void Filters_that_differ_in_literals_alone_share_a_query()
    {
        int compiled = 0;
        using var counting = new CountingContext(() => compiled++);
        FilterTranslator<User> translator = Translator(QueryTarget.Database);
        for (int i = 0; i < 5; i++)
        {
            string age = i % 2 == 0 ? $"{i}" : $"{i}.5";
            FilterExpression filter = FilterExpression.Parse(
                $"age gt {age} and userName eq \"u{i}\" and (tags eq \"a{i}\" or emails[type eq \"t{i}\"])");
            Assert.Empty(counting.Users.Where(filter, translator).Select(user => user.Id));
        }

        Assert.Equal(1, compiled);
    }

    [Fact]
    public void What_a_database_cannot_do_is_an_error_and_never_done_elsewhere()
    {
        FilterExpression filter = FilterExpression.Parse("title eq \"x\"");
        Assert.Throws<InvalidOperationException>(() => _context.Users.Where(filter, Translator(QueryTarget.Memory)).ToList());
    }

    [Fact]
    public void A_thousand_values_are_one_list()
    {
        string list = string.Join(" or ", Enumerable.Range(0, 1_024).Select(i => $"userName eq \"u{i}\""));
        FilterExpression filter = FilterExpression.Parse(list, new FilterOptions { MaxLength = 1 << 20 });
        IQueryable<User> query = _context.Users.Where(filter, Translator(QueryTarget.Database));
        Assert.Contains("WHERE lower(\"u\".\"UserName\") IN (", query.ToQueryString(), StringComparison.Ordinal);
        Assert.Empty(query);
    }

    /// <summary>A complex property is never null, but EF Core takes one whose columns are all null for it.</summary>
    [Fact]
    public void A_complex_property_is_there_when_one_of_its_columns_is()
    {
        _context.AddRange(new User { UserName = "a" }, new User { UserName = "b", Name = new Name { Given = "x" } });
        _context.SaveChanges();
        FilterExpression filter = FilterExpression.Parse("name pr");
        Assert.Equal(["b"], _context.Users.Where(filter, Translator(QueryTarget.Database)).Select(user => user.UserName));
    }

    private static FilterTranslator<User> Translator(QueryTarget target) =>
        new(map => map.Properties(), new FilterTranslatorOptions { Target = target });

    private string Sql(string filter, QueryTarget target) =>
        _context.Users.Where(FilterExpression.Parse(filter), Translator(target)).Select(user => user.Id).ToQueryString();

    /// <summary>Counts the queries that had to be compiled.</summary>
    private sealed class CountingContext(Action count) : UserContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        {
            base.OnConfiguring(optionsBuilder);
            optionsBuilder.LogTo((id, _) => id == CoreEventId.QueryCompilationStarting, _ => count());
        }
    }
}
