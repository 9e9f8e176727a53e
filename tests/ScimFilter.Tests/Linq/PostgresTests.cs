using Microsoft.EntityFrameworkCore;
using Npgsql;
using ScimFilter.Linq;

namespace ScimFilter.Tests.Linq;

/// <summary>Columns of PostgreSQL with and without a time zone, and collations that ignore case.</summary>
public sealed class PostgresTests : IClassFixture<PostgresTests.Server>
{
    private readonly Server _server;

    public PostgresTests(Server server) => _server = server;

    [PostgresTheory]
    [InlineData("{0} eq \"2026-01-01T00:00:00Z\"", 1)]
    [InlineData("{0} ne \"2026-01-01T01:00:00+01:00\"", 2)]
    [InlineData("{0} gt \"2026-01-01T00:00:00Z\"", 1)]
    [InlineData("{0} ge \"2026-01-01T00:00:00Z\" and {0} lt \"2026-06-01T00:00:00+02:00\"", 1)]
    [InlineData("{0} eq \"2026-01-01T00:00:00Z\" or {0} eq \"2025-01-01T00:00:00Z\"", 2)]
    [InlineData("not ({0} le \"2025-06-01T00:00:00Z\")", 2)]
    public void Points_in_time_are_found_in_columns_of_either_kind(string format, int count)
    {
        Assert.Equal(count, Count(string.Format(null, format, "zoned"), DateTimeKind.Utc));
        Assert.Equal(count, Count(string.Format(null, format, "offset"), DateTimeKind.Utc));
        Assert.Equal(count, Count(string.Format(null, format, "local"), DateTimeKind.Unspecified));
    }

    [PostgresTheory]
    [InlineData("name eq \"BJensen\"", 1)]
    [InlineData("name eq \"bjensen\"", 0)]
    [InlineData("name co \"Jens\"", 1)]
    [InlineData("name co \"jens\"", 0)]
    [InlineData("name co \"JENS\"", 0)]
    [InlineData("name sw \"bj\"", 0)]
    [InlineData("name sw \"BJ\"", 1)]
    [InlineData("name ew \"SEN\"", 0)]
    [InlineData("login eq \"BJENSEN\" and login co \"JENS\" and login sw \"bj\" and login ew \"SEN\"", 1)]
    [InlineData("login ne \"BJENSEN\" and not (login co \"JENS\")", 2)]
    public void Operators_follow_the_column(string filter, int count) => Assert.Equal(count, Count(filter, DateTimeKind.Utc));

    private int Count(string filter, DateTimeKind kind)
    {
        var translator = new FilterTranslator<Row>(
            map => map.Properties(), new FilterTranslatorOptions { Target = QueryTarget.DatabaseWithCollations, DateTimeKind = kind });
        using Rows rows = _server.Open();
        return rows.Set<Row>().Where(FilterExpression.Parse(filter), translator).Count();
    }

    public sealed class Row
    {
        public int Id { get; set; }

        public DateTime Zoned { get; set; }

        public DateTime Local { get; set; }

        public DateTimeOffset Offset { get; set; }

        public string Name { get; set; } = "";

        public string Login { get; set; } = "";
    }

    public sealed class Rows(string connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.HasPostgresExtension("citext");
            modelBuilder.Entity<Row>(row =>
            {
                row.Property(r => r.Local).HasColumnType("timestamp without time zone");
                row.Property(r => r.Login).HasColumnType("citext");
            });
        }
    }

    /// <summary>A database of its own on the server, if there is one; dropped in the end.</summary>
    public sealed class Server : IDisposable
    {
        private readonly string? _connection;

        public Server()
        {
            string? server = Environment.GetEnvironmentVariable(PostgresTheoryAttribute.Variable);
            if (string.IsNullOrEmpty(server))
            {
                return;
            }

            _connection =
                new NpgsqlConnectionStringBuilder(server) { Database = $"scimfilter_{Guid.NewGuid():N}", Pooling = false }.ConnectionString;
            using Rows rows = Open();
            rows.Database.EnsureCreated();
            foreach (int year in (int[])[2025, 2026, 2027])
            {
                var time = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
                rows.Add(new Row
                {
                    Zoned = time, Local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified), Offset = new DateTimeOffset(time),
                    Name = year == 2026 ? "BJensen" : "x", Login = year == 2026 ? "BJensen" : "x",
                });
            }

            rows.SaveChanges();
        }

        public Rows Open() => new(_connection!);

        public void Dispose()
        {
            if (_connection is not null)
            {
                using Rows rows = Open();
                rows.Database.EnsureDeleted();
            }
        }
    }
}
