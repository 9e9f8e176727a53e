using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ScimFilter.Tests.Linq;

/// <summary>Users in SQLite in memory, of every form of mapping that EF Core has.</summary>
public class UserContext : DbContext
{
    private readonly SqliteConnection _connection;

    public UserContext()
    {
        _connection = new SqliteConnection("DataSource=:memory:");
        _connection.Open();
        Database.EnsureCreated();
    }

    public DbSet<User> Users => Set<User>();

    public override void Dispose()
    {
        base.Dispose();
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(_connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>(user =>
        {
            user.ComplexProperty(u => u.Name);
            user.OwnsOne(u => u.Meta);
            user.OwnsMany(u => u.Phones, phones => phones.ToJson());
            user.HasMany(u => u.Emails).WithOne();
            user.HasOne(u => u.Manager).WithMany();
            user.Property(u => u.Seen).HasConversion<DateTimeOffsetToBinaryConverter>();
        });
    }
}

public sealed class User
{
    public int Id { get; set; }

    public string UserName { get; set; } = "";

    public string? Title { get; set; }

    public bool Active { get; set; }

    public bool? Locked { get; set; }

    public int Age { get; set; }

    public long? Count { get; set; }

    public double? Score { get; set; }

    public decimal? Price { get; set; }

    public DateTime Created { get; set; }

    public DateTimeOffset? Seen { get; set; }

    public DateOnly? Birthday { get; set; }

    public Guid? Key { get; set; }

    public Kind? Kind { get; set; }

    public Name Name { get; set; } = new();

    public Meta? Meta { get; set; }

    public User? Manager { get; set; }

    public List<string> Tags { get; set; } = [];

    public List<int> Sizes { get; set; } = [];

    public List<Email> Emails { get; set; } = [];

    public List<Phone> Phones { get; set; } = [];
}

public sealed class Name
{
    public string? Family { get; set; }

    public string? Given { get; set; }
}

public sealed class Meta
{
    public int Version { get; set; }

    public string? Location { get; set; }
}

public sealed class Email
{
    public int Id { get; set; }

    public string? Value { get; set; }

    public string? Type { get; set; }
}

public sealed class Phone
{
    public string? Value { get; set; }

    public bool Primary { get; set; }
}
