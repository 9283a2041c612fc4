// What the official clients make of the simulator: one line of JSON, a member for each thing tried.
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const base = process.argv[2];
const openai = new OpenAI({apiKey: 'sk-right', baseURL: `${base}/v1`, maxRetries: 1});
const anthropic = new Anthropic({apiKey: 'sk-right', baseURL: base, maxRetries: 1});
const schema = {type: 'object', properties: {city: {type: 'string', enum: ['Paris']}}, required: ['city'], additionalProperties: false};
const user = content => [{role: 'user', content}];
const functions = [{type: 'function', function: {name: 'get_weather', description: 'weather', parameters: schema}}];
const tools = [{name: 'get_weather', description: 'weather', input_schema: schema}];
const out = {};

const failure = async call => {
  try {
    await call();
    return 'no error';
  } catch (e) {
    return {kind: e.constructor.name, status: e.status, code: e.code ?? e.error?.error?.type};
  }
};

const chat = await openai.chat.completions.create({model: 'm', messages: user('hello')});
out.chat = {text: chat.choices[0].message.content, finish: chat.choices[0].finish_reason, tokens: chat.usage.total_tokens};

const chatStream = openai.chat.completions.stream({model: 'm', messages: user('hello'), stream_options: {include_usage: true}});
let pieces = 0;
for await (const chunk of chatStream) pieces += chunk.choices[0]?.delta?.content ? 1 : 0;
const chatFinal = await chatStream.finalChatCompletion();
out.chatStream = {text: chatFinal.choices[0].message.content, pieces, tokens: chatFinal.usage.total_tokens};

const called = await openai.chat.completions.stream({model: 'm', messages: user('weather in Paris'), tools: functions}).finalChatCompletion();
const call = called.choices[0].message.tool_calls[0];
const told = await openai.chat.completions.create({model: 'm', tools: functions, messages: [...user('weather in Paris'),
  called.choices[0].message, {role: 'tool', tool_call_id: call.id, content: '21 °C'}]});
out.chatTools = {name: call.function.name, arguments: JSON.parse(call.function.arguments), finish: called.choices[0].finish_reason,
  text: told.choices[0].message.content};

const structured = await openai.chat.completions.parse({model: 'm', messages: user('extract'),
  response_format: {type: 'json_schema', json_schema: {name: 'place', strict: true, schema}}});
out.chatStructured = JSON.parse(structured.choices[0].message.content);

const response = await openai.responses.create({model: 'm', input: 'hello'});
const next = await openai.responses.create({model: 'm', input: 'again', previous_response_id: response.id});
out.responses = {text: response.output_text, next: next.output_text, status: response.status};

const events = [];
const responseStream = openai.responses.stream({model: 'm', input: 'hello'});
for await (const event of responseStream) events.push(event.type);
out.responsesStream = {text: (await responseStream.finalResponse()).output_text, last: events.at(-1)};

const responseCall = await openai.responses.stream({model: 'm', input: 'weather in Paris', tools: [{type: 'function', name: 'get_weather',
  strict: true, parameters: schema}]}).finalResponse();
const item = responseCall.output.find(one => one.type === 'function_call');
out.responsesTools = {name: item.name, arguments: JSON.parse(item.arguments)};

const embedding = await openai.embeddings.create({model: 'e', input: ['a', 'b'], dimensions: 4});
out.embeddings = {count: embedding.data.length, dimensions: embedding.data[0].embedding.length};
out.models = (await openai.models.list()).data.length;

const message = await anthropic.messages.create({model: 'm', max_tokens: 100, messages: user('hello')});
out.message = {text: message.content[0].text, stop: message.stop_reason, output: message.usage.output_tokens};

const messageStream = anthropic.messages.stream({model: 'm', max_tokens: 100, messages: user('hello')});
let deltas = 0;
messageStream.on('text', () => deltas++);
const messageFinal = await messageStream.finalMessage();
out.messageStream = {text: messageFinal.content[0].text, deltas, output: messageFinal.usage.output_tokens};

const used = await anthropic.messages.stream({model: 'm', max_tokens: 100, messages: user('weather in Paris'), tools}).finalMessage();
const block = used.content.find(one => one.type === 'tool_use');
const answered = await anthropic.messages.create({model: 'm', max_tokens: 100, tools, messages: [...user('weather in Paris'),
  {role: 'assistant', content: used.content}, {role: 'user', content: [{type: 'tool_result', tool_use_id: block.id, content: '21 °C'}]}]});
out.messageTools = {name: block.name, input: block.input, stop: used.stop_reason, text: answered.content[0].text};

const formed = await anthropic.messages.create({model: 'm', max_tokens: 100, messages: user('extract'),
  output_config: {format: {type: 'json_schema', schema}}});
out.messageStructured = JSON.parse(formed.content[0].text);
out.messageCount = (await anthropic.messages.countTokens({model: 'm', messages: user('a b')})).input_tokens;

const wrong = {apiKey: 'sk-wrong', maxRetries: 0};
out.errors = {
  openaiKey: await failure(() => new OpenAI({...wrong, baseURL: `${base}/v1`}).chat.completions.create({model: 'm', messages: user('a')})),
  openaiModel: await failure(() => openai.chat.completions.create({model: 'none', messages: user('a')})),
  openaiRequest: await failure(() => openai.chat.completions.create({model: 'm', messages: []})),
  openaiRate: await failure(() => openai.chat.completions.create({model: 'm', messages: user('limited')})),
  openaiServer: await failure(() => openai.responses.create({model: 'm', input: 'broken'})),
  anthropicKey: await failure(() => new Anthropic({...wrong, baseURL: base}).messages.create({model: 'm', max_tokens: 9, messages: user('a')})),
  anthropicModel: await failure(() => anthropic.messages.create({model: 'none', max_tokens: 9, messages: user('a')})),
  anthropicRate: await failure(() => anthropic.messages.create({model: 'm', max_tokens: 9, messages: user('limited')})),
  anthropicServer: await failure(() => anthropic.messages.create({model: 'm', max_tokens: 9, messages: user('broken')})),
  anthropicReset: await failure(() => anthropic.messages.stream({model: 'm', max_tokens: 9, messages: user('reset')}).finalMessage()),
};
out.retried = (await openai.chat.completions.create({model: 'm', messages: user('flaky')})).choices[0].message.content;
console.log(JSON.stringify(out));
