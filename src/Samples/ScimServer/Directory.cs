using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ScimFilter.Samples.ScimServer;

/// <summary>Three users in a SQLite database that lives as long as the process.</summary>
public sealed class Directory : DbContext
{
    private static readonly SqliteConnection _connection = Open();

    public DbSet<User> Users => Set<User>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(_connection);

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var directory = new Seeding(connection);
        directory.Database.EnsureCreated();
        var modified = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        directory.AddRange(
            new User
            {
                UserName = "bjensen", FamilyName = "Jensen", IsActive = true, LastModified = modified,
                Emails = [new Email { Value = "bj@example.com", Type = "work" }]
            },
            new User
            {
                UserName = "barbara", FamilyName = "Smith", IsActive = true, LastModified = modified.AddDays(1),
                Emails = [new Email { Value = "b@example.org", Type = "home" }]
            },
            new User { UserName = "tarik", FamilyName = null, IsActive = false, LastModified = modified.AddDays(2) });
        directory.SaveChanges();
        return connection;
    }

    private sealed class Seeding(SqliteConnection connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<User>().ToTable(nameof(Users));
    }
}
