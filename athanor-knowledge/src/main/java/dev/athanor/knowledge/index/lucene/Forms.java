package dev.athanor.knowledge.index.lucene;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Gives Lucene words that are cut already. */
final class Forms extends TokenStream {
  private final List<String> forms;
  private final CharTermAttribute form = addAttribute(CharTermAttribute.class);
  private Iterator<String> next;

  Forms(List<String> forms) {
    this.forms = forms;
    this.next = forms.iterator();
  }

  @Override
  public void reset() {
    next = forms.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!next.hasNext()) {
      return false;
    }
    clearAttributes();
    form.append(next.next());
    return true;
  }
}
