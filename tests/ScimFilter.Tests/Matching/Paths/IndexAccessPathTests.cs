using ScimFilter.Schema;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>How statistics say by which access paths entries are found, and which entries are checked on every event.</summary>
public class IndexAccessPathTests
{
    private const int Many = 40;

    /// <summary>Filters whose entries one access path finds when there are many of them; <c>#</c> is a number.</summary>
    [Theory]
    [InlineData("path sw \"p#\"", AccessPathKind.StartsWith, "path")]
    [InlineData("path ew \"p#\"", AccessPathKind.EndsWith, "path")]
    [InlineData("path co \"p#x\"", AccessPathKind.Contains, "path")]
    [InlineData("size gt #", AccessPathKind.Bounds, "size")]
    [InlineData("size ge # and size lt 1#", AccessPathKind.Bounds, "size")]
    [InlineData("at le \"2024-01-01T00:00:#Z\"", AccessPathKind.Bounds, "at")]
    [InlineData("not (size lt #)", AccessPathKind.NegatedBounds, "size")]
    [InlineData("a pr and not (b co \"#\")", AccessPathKind.Presence, "a")]
    [InlineData("a eq null and not (b co \"#\")", AccessPathKind.Presence, "a")]
    [InlineData("emails[type eq \"w#\" and value pr]", AccessPathKind.Equal, "emails.type")]
    [InlineData("a ne \"#\" and b ne \"x\"", AccessPathKind.SharedCondition, "b")]
    [InlineData("a ne \"#\"", AccessPathKind.Unequal, "a")]
    [InlineData("not (a co \"#\")", AccessPathKind.Every, null)]
    [InlineData("not (emails[type eq \"#\"])", AccessPathKind.Every, null)]
    public void Entries_are_counted_by_access_path(string filter, AccessPathKind kind, string? attribute)
    {
        SubscriptionIndex<int> loaded = Indexed.Index();
        loaded.Load(Enumerable.Range(0, Many).Select(id => Indexed.Subscription(id, Numbered(filter, id))));
        Assert.Equal([new AccessPathStatistics(kind, attribute, Many)], loaded.GetStatistics().AccessPaths);

        SubscriptionIndex<int> grown = Indexed.Index();
        for (int id = 0; id < Many; id++)
        {
            grown.Set(id, Numbered(filter, id));
        }

        SubscriptionIndexStatistics statistics = grown.GetStatistics();
        Assert.Equal(Many, statistics.AccessPaths.Sum(path => path.Entries));
        Assert.Contains(statistics.AccessPaths, path => path.Kind == kind && path.Attribute == attribute);
    }

    [Fact]
    public void Entries_of_keys_with_few_of_them_are_checked_one_by_one()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(
        [
            Indexed.Subscription(1, "tenant eq \"t1\"", "created"),
            Indexed.Subscription(2, "tenant eq \"t1\" and path sw \"p\"", "created"),
            Indexed.Subscription(3, "path sw \"p\"", "created"),
        ]);
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal(
            [new AccessPathStatistics(AccessPathKind.Key, null, 1), new AccessPathStatistics(AccessPathKind.OneByOne, null, 2)],
            statistics.AccessPaths);
        CheckedEntries few = Assert.Single(statistics.CheckedSample);
        Assert.Equal(1, statistics.CheckedOnEvery);
        Assert.Equal("(event type) eq \"created\": path sw \"P\", FewEntries, 1, 3", Line(few));
    }

    /// <summary>The filter of each entry in <see cref="SubscriptionIndexStatistics.CheckedSample"/>, its residual and the reason.</summary>
    [Theory]
    [InlineData("not (a co \"x\")", "not (a co \"X\")", "", CheckReason.Negations)]
    [InlineData("a ne 12.50", "a ne 12.5", "", CheckReason.Negations)]
    [InlineData("a ne -0.001 and b ne 1e70", "a ne -0.001 and b ne 1e70", "", CheckReason.Negations)]
    [InlineData("a ne true and not (b pr)", "a ne true and not (b pr)", "", CheckReason.Negations)]
    [InlineData("a ne null and b ne null", "a ne null and b ne null", "", CheckReason.Negations)]
    [InlineData("a co \"\"", "a co \"\"", "", CheckReason.EmptyLiteral)]
    [InlineData("not (emails[type eq \"w\"])", "", "emails", CheckReason.Residual)]
    [InlineData("not (emails[type eq \"w\"]) and a ne \"x\"", "a ne \"X\"", "emails", CheckReason.Negations)]
    public void What_is_checked_on_every_event_has_its_text_and_reason(string filter, string text, string residual, CheckReason reason)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, Many).Select(id => Indexed.Subscription(id, filter, "t")));
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        bool isShared = statistics.AccessPaths.Any(path => path.Kind == AccessPathKind.SharedCondition);
        if (isShared)
        {
            // Several negations: the one that most share is checked once for all.
            Assert.Equal((0, 0), (statistics.CheckedOnEvery, statistics.CheckedSample.Count));
            index = Indexed.Index();
            index.Set(1, ["t"], FilterExpression.Parse(filter));
            statistics = index.GetStatistics();
            reason = CheckReason.FewEntries;
        }

        CheckedEntries entries = Assert.Single(statistics.CheckedSample);
        Assert.Equal(
            (text, residual, reason, isShared ? 1 : Many),
            (entries.Filter, string.Join(',', entries.ResidualAttributes), entries.Reason, entries.Entries));
        Assert.Equal(["(event type) eq \"t\""], entries.Key);
        Assert.Equal(entries.Entries, statistics.CheckedOnEvery);
        Assert.Equal(isShared ? 1 : CheckedEntries.MaxIds, entries.Ids.Count);
    }

    [Theory]
    [InlineData("a gt \"2024-02-29T12:30:00.250+01:00\"", "a gt \"2024-02-29T12:30:00.250+01:00\"")]
    [InlineData("a gt 0", "a gt 0")]
    [InlineData("a le -123456789012345678901234567890.5", "a le -123456789012345678901234567890.5")]
    [InlineData("a ge 0.00001 and a lt 99", "a ge 0.00001 and a lt 99")]
    [InlineData("not (a sw \"é\\\"\\n\")", "not (a sw \"É\\\"\\n\")")]
    public void Literals_are_written_as_filters_write_them(string filter, string text)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, filter);
        CheckedEntries entries = Assert.Single(index.GetStatistics().CheckedSample);
        Assert.Equal(FilterExpression.Parse(text).ToString(), FilterExpression.Parse(entries.Filter).ToString());
    }

    [Theory]
    [InlineData("2024-02-29T23:59:60.120Z", "2024-03-01T00:00:00.12Z")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z")]
    [InlineData("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59+01:00", "9999-12-31T22:59:59Z")]
    public void Date_times_are_written_in_universal_time(string literal, string text)
    {
        FilterSchema schema = FilterSchema.FromJson(
            """{"id":"urn:x:T","attributes":[{"name":"at","type":"dateTime"},{"name":"tenant","type":"string"}]}""");
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            Compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema }),
        });
        index.Set(1, $"at lt \"{literal}\"");
        Assert.Equal($"at lt \"{text}\"", Assert.Single(index.GetStatistics().CheckedSample).Filter);
    }

    [Fact]
    public void The_sample_is_bounded_and_begins_with_what_is_checked_on_every_event_of_a_type()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 1_000).Select(id => Indexed.Subscription(
            id, id < 20 ? $"not (a co \"x{id}\")" : $"tenant eq \"t\" and not (a co \"x{id % 100}\")", "t")));
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal(1_000, statistics.CheckedOnEvery);
        Assert.Equal(SubscriptionIndexStatistics.MaxCheckedSample, statistics.CheckedSample.Count);
        Assert.All(statistics.CheckedSample, entries => Assert.Equal(["(event type) eq \"t\""], entries.Key));
    }

    [Fact]
    public void Removed_subscriptions_do_not_count()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, Many).Select(id => Indexed.Subscription(id, id < 20 ? "not (a co \"x\")" : $"b sw \"{id}\"")));
        for (int id = 0; id < Many; id += 2)
        {
            index.Remove(id);
        }

        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal(Many / 2, statistics.Entries);
        Assert.Equal(Many / 2, statistics.AccessPaths.Sum(path => path.Entries));
        Assert.Equal(Many / 2, statistics.RemovedEntries);
        Assert.Equal(10, statistics.CheckedOnEvery);
        Assert.All(statistics.CheckedSample.SelectMany(entries => entries.Ids), id => Assert.True(index.Contains(int.Parse(id, null))));
    }

    [Fact]
    public void Many_differences_behind_a_value_are_shown_together()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, Many).Select(id => Indexed.Subscription(id, $"tenant eq \"t\" and a ne \"{id}\"")));
        index.Set(1_000, "tenant eq \"u\" and a ne \"x\"");
        CheckedEntries entries = Assert.Single(index.GetStatistics().CheckedSample);
        Assert.Equal((Many, "tenant eq \"T\""), (entries.Entries, entries.Key[0]));
    }

    /// <summary>Each subscription has one entry, so both numbers agree in every snapshot, also while lists grow.</summary>
    [Fact]
    public async Task Figures_agree_while_another_thread_adds()
    {
        string[] filters =
        [
            "path sw \"p#\"", "path co \"p#x\"", "size gt #", "not (size lt #)", "not (a co \"#\")", "a ne \"#\" and b ne \"x\"",
        ];
        SubscriptionIndex<int> index = Indexed.Index();
        var adding = Task.Run(() =>
        {
            for (int id = 0; id < 6_000; id++)
            {
                index.Set(id, Numbered(filters[id % filters.Length], id / 12));
            }
        });
        do
        {
            SubscriptionIndexStatistics statistics = index.GetStatistics();
            Assert.Equal(statistics.Subscriptions, statistics.Entries);
        }
        while (!adding.IsCompleted);

        await adding;
        Assert.Equal(6_000, index.GetStatistics().AccessPaths.Sum(path => path.Entries));
    }

    private static string Numbered(string filter, int number) => filter.Replace("#", $"{number + 10}", StringComparison.Ordinal);

    private static string Line(CheckedEntries entries) =>
        $"{string.Join(", ", entries.Key)}: {entries.Filter}, {entries.Reason}, {entries.Entries}, {string.Join(' ', entries.Ids)}";
}
