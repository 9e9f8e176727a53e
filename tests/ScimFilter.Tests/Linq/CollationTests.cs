using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ScimFilter.Linq;

namespace ScimFilter.Tests.Linq;

/// <summary>Where collations decide, every operator follows the column: one that ignores case, and one that does not.</summary>
public sealed class CollationTests : IDisposable
{
    private static readonly string?[] _texts =
        ["", "x", "X", "Xy", "xY", "yx", "YX", "1", "1x", "1X", "Äx", "äx", "ÄX", "_%", "x_%X", "😀x", "😀X", null];

    private static readonly FilterTranslatorOptions _exactMemory = new() { CaseExact = true };

    private readonly TextContext _context = new();

    public CollationTests()
    {
        _context.AddRange(_texts.Select(text => new Row { Exact = text, Folded = text }));
        _context.SaveChanges();
    }

    public void Dispose() => _context.Dispose();

    public static TheoryData<string> Comparisons()
    {
        var data = new TheoryData<string>();
        foreach (string literal in (string[])["", "x", "X", "xy", "YX", "1X", "äX", "Ä", "_%x", "😀", "😀X"])
        {
            foreach (string @operator in (string[])["eq", "ne", "co", "sw", "ew"])
            {
                data.Add($"{@operator} \"{literal}\"");
            }
        }

        return data;
    }

    /// <summary>
    /// SQLite's NOCASE, and its <c>lower</c> and <c>LIKE</c>, know the letters of ASCII alone, so that memory folds those alone here.
    /// </summary>
    [Theory]
    [MemberData(nameof(Comparisons))]
    public void All_operators_have_the_case_rule_of_the_column(string comparison)
    {
        var database = new FilterTranslator<Row>(
            map => map.Properties(), new FilterTranslatorOptions { Target = QueryTarget.DatabaseWithCollations });
        foreach (string form in (string[])["{0}", "not ({0})"])
        {
            FilterExpression exact = FilterExpression.Parse(string.Format(null, form, $"exact {comparison}"));
            FilterExpression folded = FilterExpression.Parse(string.Format(null, form, $"folded {comparison}"));
            Assert.Equal(InMemory(exact, row => row), Found(exact, database));
            Assert.Equal(InMemory(FilterExpression.Parse(Lower(folded.ToString())), Lower), Found(folded, database));
        }
    }

    private int[] Found(FilterExpression filter, FilterTranslator<Row> translator) =>
        [.. _context.Rows.Where(filter, translator).Select(row => row.Id).AsEnumerable().Order()];

    private int[] InMemory(FilterExpression filter, Func<Row, Row> map)
    {
        Func<Row, bool> predicate = new FilterTranslator<Row>(attributes => attributes.Properties(), _exactMemory)
            .Translate(filter).Compile(preferInterpretation: true);
        return [.. _context.Rows.AsNoTracking().AsEnumerable().Select(map).Where(predicate).Select(row => row.Id).Order()];
    }

    private static Row Lower(Row row) => new() { Id = row.Id, Exact = row.Exact, Folded = row.Folded is null ? null : Lower(row.Folded) };

    private static string Lower(string text) =>
        string.Concat(text.Select(letter => char.IsAscii(letter) ? char.ToLowerInvariant(letter) : letter));

    private sealed class Row
    {
        public int Id { get; set; }

        public string? Exact { get; set; }

        public string? Folded { get; set; }
    }

    private sealed class TextContext : DbContext
    {
        private readonly SqliteConnection _connection = new("DataSource=:memory:");

        public TextContext()
        {
            _connection.Open();
            Database.EnsureCreated();
        }

        public DbSet<Row> Rows => Set<Row>();

        public override void Dispose()
        {
            base.Dispose();
            _connection.Dispose();
        }

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(_connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Row>().Property(row => row.Folded).UseCollation("NOCASE");
    }
}
