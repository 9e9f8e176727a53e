using System.Text.Json;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>A number of a template, an attribute or a slot that stands for another one tells nothing of what it stood for before.</summary>
public class IndexReuseTests
{
    /// <summary>So many keys are listed by their values when an event has more combinations of values.</summary>
    private const int Keys = 5_000;

    private const int Values = 100;

    /// <summary>
    /// One template beside the one without attributes, and no maintenance: one segment has what is removed and what comes instead.
    /// </summary>
    private readonly SubscriptionIndex<int> _index = new(new SubscriptionIndexOptions
    {
        MaxTemplates = 2,
        TimeProvider = new ManualTime(),
        MaintenanceStepReached = _ => throw new InsufficientMemoryException(),
    });

    [Fact]
    public void Keys_that_are_listed_by_value_are_those_of_the_template_at_hand()
    {
        _index.Set(0, "x pr");
        AssertFinds("a", "b", "v");
        Assert.Equal(1, _index.Count);
        AssertFinds("c", "d", "w");
        Assert.Equal(1, _index.GetStatistics().Segments);
    }

    /// <summary>What is numbered for a template that there is no room for is numbered anew when there is.</summary>
    [Fact]
    public void Conditions_are_of_the_attributes_and_slots_that_are_free_now()
    {
        _index.Set(0, "y eq \"1\"");
        _index.Set(1, "x eq \"1\" and z ne \"1\" and u co \"1\"");
        Assert.True(_index.Remove(0) && _index.Remove(1));
        _index.Set(2, "c eq \"1\" and d ne \"2\" and e co \"x\"");
        Assert.Equal([2], _index.Match("""{"c":"1","d":"3","e":"axa"}"""));
        Assert.Empty(_index.Match("""{"c":"1","d":"2","e":"axa"}"""));
        Assert.Empty(_index.Match("""{"c":"1","d":"3","e":"aya"}"""));
        Assert.Empty(_index.Match("""{"c":"2","d":"3","e":"axa"}"""));
        Assert.Equal(3 + SubscriptionIndexOptions.Default.EventTypeAttributes.Count, _index.AttributesRead);
    }

    private void AssertFinds(string left, string right, string value)
    {
        for (int key = 1; key <= Keys; key++)
        {
            _index.Set(key, $"{left} eq \"{value}{key}\" and {right} eq \"{value}{key}\"");
        }

        string[] values = [.. Enumerable.Range(1, Values).Select(i => value + i)];
        string json = JsonSerializer.Serialize(new Dictionary<string, string[]> { [left] = values, [right] = values });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Enumerable.Range(1, Values), _index.Match(json));
        }

        for (int key = 1; key <= Keys; key++)
        {
            Assert.True(_index.Remove(key));
        }
    }
}
