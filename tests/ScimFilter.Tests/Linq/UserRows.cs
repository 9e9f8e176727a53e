using Microsoft.EntityFrameworkCore;

namespace ScimFilter.Tests.Linq;

/// <summary>A few users in a database, all of them loaded too.</summary>
public sealed class UserRows : IDisposable
{
    public UserRows()
    {
        var boss = new User
        {
            UserName = "Boss", Title = "Boss", Active = true, Age = 60, Name = new Name { Family = "Jensen" },
            Meta = new Meta { Version = 2, Location = "x" }, Tags = ["a", "b"], Sizes = [1, 5], Kind = Kind.X,
            Created = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Seen = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Emails = [new Email { Value = "boss@example.com", Type = "work" }, new Email { Value = "b@home.example.org", Type = "home" }],
        };
        Context.AddRange(
            boss,
            new User
            {
                UserName = "bjensen", Title = "clerks", Active = true, Locked = true, Age = 30, Count = 9007199254740993, Score = 0.1,
                Price = 1.5m,
                Name = new Name { Family = "JENSEN", Given = "Barbara" }, Meta = new Meta { Version = 1 }, Manager = boss,
                Tags = ["B", "Ac"], Sizes = [2, 3],
                Created = new DateTime(2025, 12, 31, 0, 0, 0, DateTimeKind.Utc),
                Seen = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
                Birthday = new DateOnly(2000, 1, 1), Key = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), Kind = Kind.Xy,
                Emails = [new Email { Value = "bj@Example.com", Type = "work" }, new Email { Type = null }],
                Phones = [new Phone { Value = "+1 555", Primary = true }],
            },
            new User
            {
                UserName = "Ärzte", Title = "100%_ sure", Locked = false, Age = 29, Count = 5, Score = 0.3, Price = 10, Kind = Kind.Other,
                Name = new Name { Given = "x" }, Manager = boss, Sizes = [4], Birthday = new DateOnly(1999, 12, 31), Key = Guid.Empty,
                Emails = [new Email { Value = "", Type = "WORK" }], Phones = [new Phone { Primary = true }, new Phone { Value = "+49" }],
            },
            new User
            {
                UserName = "empty", Title = "", Age = 41, Name = new Name { Given = "😀x😀" },
                Created = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            },
            new User
            {
                UserName = "100x", Title = "1000", Name = new Name { Family = "x" }, Active = true, Score = -1, Price = 1.50m,
                Tags = ["A", ""]
            });
        var random = new Random(7);
        Context.AddRange(Enumerable.Range(0, 40).Select(_ => Any(random, boss)));
        Context.SaveChanges();
        Context.Users.Load();
    }

    public UserContext Context { get; } = new();

    /// <summary>What generated filters ask for, in any combination.</summary>
    private static User Any(Random random, User boss) => new()
    {
        UserName = Text(random) ?? "", Title = Text(random), Active = One(random, true, false),
        Locked = One<bool?>(random, true, false, null),
        Age = One(random, 0, 1, 2), Count = One<long?>(random, null, 1, 9007199254740993),
        Score = One<double?>(random, null, 0.1, 1, 9007199254740992),
        Price = One<decimal?>(random, null, 0.1m, 1.00m, 2), Created = Time(random),
        Seen = One<DateTimeOffset?>(random, null, Time(random)),
        Birthday = One<DateOnly?>(random, null, new DateOnly(2020, 1, 1)), Kind = One<Kind?>(random, null, Kind.X, Kind.Xy, Kind.Other),
        Name = new Name { Family = Text(random), Given = "y" },
        Meta = One(random, null, new Meta { Version = One(random, 0, 1), Location = Text(random) }),
        Manager = One(random, null, boss), Tags = One<List<string>>(random, [], ["x"], ["", "yx"]),
        Sizes = One<List<int>>(random, [], [1], [0, 2]),
        Emails = One<List<Email>>(
            random, [], [new Email { Value = Text(random), Type = Text(random) }, new Email { Value = Text(random) }]),
        Phones = One<List<Phone>>(random, [], [new Phone { Value = Text(random), Primary = true }]),
    };

    private static string? Text(Random random) => One(random, null, "", "x", "X", "xy", "yx", "k", "1", "true");

    private static DateTime Time(Random random) => new(2020, 1, 1, 0, 0, 0, One(random, 0, 500), DateTimeKind.Utc);

    private static TValue One<TValue>(Random random, params ReadOnlySpan<TValue> values) => values[random.Next(values.Length)];

    public void Dispose() => Context.Dispose();
}
