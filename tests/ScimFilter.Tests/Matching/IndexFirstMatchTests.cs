using System.Text;
using System.Text.Json;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching;

/// <summary>The first match is the one with the lowest priority, and of several of them the one with the lowest id.</summary>
public class IndexFirstMatchTests
{
    private const string Residual = "items[k eq \"1\" and v eq \"2\"]";

    /// <summary>Does not hold on the event, but only evaluation tells.</summary>
    private const string InTwoElements = "items[k eq \"1\" and v eq \"3\"]";

    private const string Event = """{"type":"t","a":"1","items":[{"k":"1","v":"2"},{"k":"2","v":"3"}]}""";

    private static readonly string[] _filters =
    [
        "a eq \"1\"",
        "a eq \"1\" or type eq \"t\"",
        "a sw \"1\" and b ne \"2\"",
        "a eq \"1\" and not (b co \"x\")",
        Residual,
        "a eq \"1\" and " + Residual,
    ];

    public static TheoryData<string> Filters() => [.. _filters];

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_lowest_priority_wins_whatever_decides_the_filter(string filter)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Set(index, 1, filter, int.MaxValue);
        Assert.Equal(1, First(index));
        Set(index, 2, filter, 5);
        Assert.Equal(2, First(index));
        index.Load([new Subscription<int>(3, ["t"], FilterExpression.Parse(filter)) { Priority = -5 }]);
        Assert.Equal(3, First(index));
        Set(index, 4, filter, int.MinValue);
        Assert.Equal(4, First(index));
        Set(index, 4, "a eq \"other\"", int.MinValue);
        Assert.Equal(3, First(index));
        Assert.True(index.Remove(3));
        Assert.Equal(2, First(index));
        Set(index, 2, filter, int.MaxValue);
        Assert.Equal(1, First(index));
        index.Clear();
        Assert.Null(First(index));
    }

    /// <summary>Also across segments: a load is one of its own.</summary>
    [Theory]
    [MemberData(nameof(Filters))]
    public void The_lowest_id_wins_among_equal_priorities(string filter)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Set(index, 7, filter, 0);
        index.Load([Indexed.Subscription(9, filter), Indexed.Subscription(5, filter)]);
        Set(index, 6, filter, 0);
        Assert.Equal(5, First(index));
        index.Remove(5);
        Assert.Equal(6, First(index));
        Set(index, 3, _filters[^1], 1);
        Assert.Equal(6, First(index));
    }

    [Fact]
    public void Ids_are_in_ordinal_order_and_may_have_none()
    {
        var texts = new SubscriptionIndex<string>();
        var objects = new SubscriptionIndex<object>();
        texts.Set("a", [], null);
        texts.Set("B", [], null);
        Assert.True(texts.TryMatchFirst("{}"u8, out string? text));
        Assert.Equal("B", text);
        object[] ids = [new(), new(), new()];
        Array.ForEach(ids, id => objects.Set(id, [], null));
        Assert.True(objects.TryMatchFirst("{}"u8, out object? any));
        Assert.Contains(any, ids);
        objects.Set(ids[1], [], null, -1);
        Assert.True(objects.TryMatchFirst("{}"u8, out any));
        Assert.Same(ids[1], any);
    }

    [Fact]
    public void Setting_without_a_priority_sets_the_default()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxAttributes = 1 });
        Assert.True(index.TrySet(1, [], null, -1, out _));
        Assert.True(index.TrySet(2, [], null, -2, out _));
        Assert.Equal(2, First(index));
        Assert.True(index.TrySet(2, [], null, out _));
        Assert.Equal(1, First(index));
        index.Set(1, [], null);
        index.Set(3, [], null, -3);
        Assert.False(index.TrySet(3, [], FilterExpression.Parse("a pr and b pr"), -4, out IReadOnlyList<FilterError> errors));
        Assert.Equal(FilterErrorKind.TooManyAttributes, Assert.Single(errors).Kind);
        Assert.Equal(3, First(index));
    }

    [Fact]
    public void An_event_that_is_not_json_is_refused()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Assert.Throws<EventFormatException>(() => index.TryMatchFirst("{"u8, out _));
        index.Set(1, [], null);
        Assert.Throws<EventFormatException>(() => index.TryMatchFirst("{"u8, out _));
        Assert.Equal(1, First(index));
    }

    /// <summary>
    /// Residual filters are evaluated by rising priority, and none behind the first one that holds. One of the same priority as a known
    /// match with a lower id is left out, too.
    /// </summary>
    [Theory]
    [InlineData(Residual, 0, 1)]
    [InlineData(InTwoElements, 0, 100)]
    [InlineData(Residual, 60, 1)]
    [InlineData(InTwoElements, 60, 59)]
    [InlineData(InTwoElements, -1, 0)]
    public void Filters_that_cannot_win_are_not_evaluated(string filter, int sure, int evaluated)
    {
        FilterCompiler compiler = Support.Compiler(caseExact: false);
        var hasher = new KeyHasher();
        var planner = new SubscriptionPlanner(compiler, IndexLayout.Create(["type"]), maxTemplates: 8, maxProduct: 16);
        var writer = new SnapshotWriter<int>(planner.Layout, hasher, EqualityComparer<int>.Default);
        List<SnapshotSegment<int>> segments = [];
        for (int key = 1; key <= 100; key++)
        {
            Add(key, filter, 1 + (key * 37 % 100));
        }

        if (sure != 0)
        {
            Add(0, "a eq \"1\"", sure);
        }

        writer.Publish(planner.Layout, segments);
        var context = new MatchContext(hasher);
        EventReader.Read(Encoding.UTF8.GetBytes(Event), planner.Layout.Plan, context.Slots, compiler.Limits);
        context.Begin(planner.Layout);
        FirstMatch<int> first = default;
        SnapshotSegment<int> segment = Assert.Single(writer.Current.Segments);
        Assert.Equal(evaluated, new FirstMatcher<int>(segment, planner.Layout.Templates).Match(context, ref first));

        void Add(int key, string text, int priority) => writer.Add(
            segments,
            key,
            writer.HashOf(key),
            planner.Plan(["t"], FilterExpression.Parse(text)),
            new SubscriptionData(LayoutUses.None, priority));
    }

    [Fact]
    public void Finding_the_first_match_allocates_nothing_once_warm()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int key = 0; key < 600; key++)
        {
            Set(index, key, _filters[key % _filters.Length].Replace("\"2\"", $"\"{key % 3}\"", StringComparison.Ordinal), 600 - key);
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(Event);
        long least = long.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            index.TryMatchFirst(utf8, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Set(SubscriptionIndex<int> index, int key, string filter, int priority) =>
        index.Set(key, ["t"], FilterExpression.Parse(filter), priority);

    /// <summary>Asks in all ways.</summary>
    private static int? First(SubscriptionIndex<int> index)
    {
        bool isFound = index.TryMatchFirst(Encoding.UTF8.GetBytes(Event), out int id);
        using JsonDocument document = JsonDocument.Parse(Event);
        Assert.Equal(isFound, index.TryMatchFirst(document.RootElement, out int parsed));
        var attributes = new Dictionary<string, object?> { ["type"] = "t", ["a"] = "1", ["items"] = document.RootElement.GetProperty("items") };
        Assert.Equal(isFound, index.TryMatchFirst(attributes, out int split));
        Assert.Equal((id, id), (parsed, split));
        return isFound ? id : null;
    }
}
